# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the zip that QGIS installs, and check it as the plugin site does.

The zip holds what git tracks of the plugin itself: no tests, no tooling. Dates and permissions are
fixed, so that the same files give the same bytes. It is then unpacked, and bandit and detect-secrets are run
on what was unpacked: the site refuses a version for any finding of theirs.

    package.py [--tools PYTHON] [--output FOLDER]   make and check dist/regso_atlas-<version>.zip
    package.py --check-only                         check metadata and files, make nothing
"""

from __future__ import annotations

import argparse
import ast
import configparser
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "regso_atlas"

SHIPPED_FILES = ("__init__.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
SHIPPED_FOLDERS = ("plugin", "ui", "resources")
REQUIRED_FILES = ("__init__.py", "metadata.txt", "LICENSE")

REQUIRED_METADATA = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository",
    "homepage", "license", "category", "icon", "tags", "hasProcessingProvider", "changelog",
)  # fmt: skip
LINKS = ("homepage", "tracker", "repository")
LARGEST_ZIP = 25 * 1024 * 1024
FORBIDDEN_PARTS = frozenset({"__pycache__", "__MACOSX", ".git", ".svn", ".DS_Store", "..", "tests", "test", ".venv"})
FORBIDDEN_SUFFIXES = frozenset({
    ".pyc", ".pyo", ".pyd", ".so", ".dll", ".dylib", ".exe", ".bin", ".a", ".o", ".lib", ".jar", ".whl", ".egg", ".msi",
    ".sh", ".bat",
})  # fmt: skip
GENERATED = re.compile(r"(^|/)(ui_[^/]*|resources(_rc)?|[^/]*_rc)\.py$")
#: One date for everything: the earliest that every unzip program takes.
DATE = (2000, 1, 1, 0, 0, 0)
#: exec and eval: the rules of bandit that may not be switched off by a comment.
NEVER_SKIPPED = "B102,B307"


class Refused(Exception):  # noqa: N818 - what the plugin site would say
    """The plugin site would not take this."""


def shipped_files(root: Path) -> list[str]:
    """Return the paths that go into the zip: those that git tracks and that exist, sorted."""
    listed = _git(root, "ls-files", "-z", "--", *SHIPPED_FILES, *SHIPPED_FOLDERS)
    return sorted(name for name in listed if (root / name).exists())


def forgotten_files(root: Path) -> list[str]:
    """Return files in the shipped folders that git neither tracks nor ignores: they would be missing."""
    return _git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", *SHIPPED_FILES, *SHIPPED_FOLDERS)


def _git(root: Path, *arguments: str) -> list[str]:
    command = ["git", "-c", f"safe.directory={root}", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode != 0:
        raise Refused(f"git cannot list the files of {root}: {done.stderr.strip()}")
    return [name for name in done.stdout.split("\0") if name]


def read_metadata(root: Path) -> dict[str, str]:
    """Return the entries of metadata.txt as the plugin site reads them."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string((root / "metadata.txt").read_text(encoding="utf-8"))
    return dict(parser["general"])


def wrong_metadata(root: Path) -> list[str]:
    """Return what the plugin site would say of metadata.txt; an empty list is good."""
    metadata = read_metadata(root)
    wrong = [
        f"metadata.txt: {key} is missing or empty" for key in REQUIRED_METADATA if not metadata.get(key, "").strip()
    ]
    if wrong:
        return wrong
    version = metadata["version"]
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        wrong.append(f"metadata.txt: version {version} is not of the form 1.2.3")
    if not re.search(rf"(^|\n)\s*{re.escape(version)}\b", metadata["changelog"]):
        wrong.append(f"metadata.txt: changelog does not mention version {version}")
    changes = root / "CHANGELOG.md"
    if changes.exists() and not re.search(
        rf"^## .*\b{re.escape(version)}\b", changes.read_text(encoding="utf-8"), re.MULTILINE
    ):
        wrong.append(f"CHANGELOG.md: has no section for version {version}")
    wrong += [
        f"metadata.txt: {key} is not a web address"
        for key in LINKS
        if not re.fullmatch(r"https://[^\s/]+\.[^\s]+", metadata[key])
    ]
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", metadata["email"]):
        wrong.append("metadata.txt: email is not an address")
    wrong += [
        f"metadata.txt: {key} holds HTML" for key, text in metadata.items() if re.search(r"<[a-zA-Z/][^>]*>", text)
    ]
    wrong += [
        f"metadata.txt: the name {name} holds the word plugin"
        for name in (metadata["name"], PACKAGE)
        if "plugin" in name.lower()
    ]
    for key in ("qgisMinimumVersion", "qgisMaximumVersion"):
        if not re.fullmatch(r"\d+\.\d+(\.\d+)?", metadata.get(key, "")):
            wrong.append(f"metadata.txt: {key} is not a version")
    # QGIS reads the file with Python's interpolation switched on
    wrong += [f"metadata.txt: {key} holds a per cent sign" for key, text in metadata.items() if "%" in text]
    if not (root / metadata["icon"]).is_file():
        wrong.append(f"metadata.txt: the icon {metadata['icon']} does not exist")
    return wrong


def wrong_files(root: Path, names: list[str]) -> list[str]:
    """Return what the plugin site would say of the files; an empty list is good."""
    wrong = [f"{name} is missing" for name in REQUIRED_FILES if name not in names]
    if not (PACKAGE.isascii() and PACKAGE.isidentifier()):
        wrong.append(f"the folder {PACKAGE} is not a Python name")
    for name in names:
        path = PurePosixPath(name)
        if FORBIDDEN_PARTS.intersection(path.parts) or "\\" in name or path.suffix.lower() in FORBIDDEN_SUFFIXES:
            wrong.append(f"{name} may not be in a plugin")
        elif any(part.startswith(".") for part in path.parts):
            wrong.append(f"{name} is hidden")
        elif (root / name).is_symlink():
            wrong.append(f"{name} is a link")
        elif GENERATED.search(name):
            wrong.append(f"{name} is generated code")
        elif path.suffix == ".py":
            wrong += _wrong_python(root, name)
        elif (root / name).read_bytes()[:4] in {b"\x7fELF", b"MZ\x90\x00", b"\xcf\xfa\xed\xfe"}:
            wrong.append(f"{name} is a compiled program")
    return wrong


def _wrong_python(root: Path, name: str) -> list[str]:
    text = (root / name).read_text(encoding="utf-8")
    try:
        ast.parse(text, filename=name)
    except SyntaxError as error:
        return [f"{name} is not valid Python: {error}"]
    return (
        []
        if text.startswith("# SPDX-License-Identifier: GPL-2.0-or-later\n")
        else [f"{name} does not begin with its licence"]
    )


def write_zip(root: Path, names: list[str], target: Path) -> None:
    """Write the files below one top folder; the same files give the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in names:
            entry = zipfile.ZipInfo(f"{PACKAGE}/{name}", DATE)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (root / name).read_bytes(), compresslevel=9)


def bandit_findings(tools: Path, folder: Path) -> list[str]:
    """Return every finding of bandit; and of exec and eval even those that a comment hides."""
    found = []
    for extra in ([], ["--ignore-nosec", "--tests", NEVER_SKIPPED]):
        report = _json_of(
            [str(tools), "-m", "bandit", "--quiet", "--recursive", "--format", "json", *extra, "."], folder, good={0, 1}
        )
        found += [f"bandit: {error['filename']}: {error['reason']}" for error in report["errors"]]
        found += [
            f"bandit: {item['filename']}:{item['line_number']}: {item['test_id']} {item['issue_text']}"
            for item in report["results"]
        ]
    return found


def secret_findings(tools: Path, folder: Path) -> list[str]:
    """Return what detect-secrets takes for secrets; its exit code is 0 whatever it finds."""
    report = _json_of([str(tools), "-m", "detect_secrets", "scan", "--all-files", "."], folder, good={0})
    if not report["plugins_used"]:
        raise Refused("detect-secrets looked for nothing")
    return [
        f"detect-secrets: {path}:{item['line_number']}: {item['type']}"
        for path, items in report["results"].items()
        for item in items
    ]


def _json_of(command: list[str], folder: Path, good: set[int]) -> dict:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=600, stdin=subprocess.DEVNULL
    )
    if done.returncode not in good:
        raise Refused(f"{command[2]} failed with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout)


def check_zip(target: Path, tools: Path) -> list[str]:
    """Unpack the zip and return everything that would keep it from being approved."""
    wrong = []
    if target.stat().st_size > LARGEST_ZIP:
        wrong.append(f"{target.name} is larger than 25 MB")
    with tempfile.TemporaryDirectory() as temporary, zipfile.ZipFile(target) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        if tops != {PACKAGE}:
            wrong.append(f"{target.name} has the top folders {sorted(tops)}")
        archive.extractall(temporary)
        folder = Path(temporary)
        names = sorted(path.relative_to(folder / PACKAGE).as_posix() for path in folder.rglob("*") if path.is_file())
        wrong += wrong_files(folder / PACKAGE, names)
        wrong += wrong_metadata(folder / PACKAGE)
        wrong += bandit_findings(tools, folder)
        wrong += secret_findings(tools, folder)
    return wrong


def make(root: Path, tools: Path, output: Path) -> Path:
    """Make and check the zip; raise Refused with every reason when the site would not take it."""
    names = shipped_files(root)
    forgotten = forgotten_files(root)
    if forgotten:
        print(f"warning: not in git, so not in the zip: {', '.join(forgotten)}", file=sys.stderr)
    target = output / f"{PACKAGE}-{read_metadata(root)['version']}.zip"
    write_zip(root, names, target)
    wrong = check_zip(target, tools)
    if wrong:
        target.unlink()
        raise Refused("\n".join(wrong))
    return target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--tools", type=Path, default=ROOT / ".tools/bin/python", help="a Python with bandit and detect-secrets"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    parser.add_argument("--check-only", action="store_true", help="check metadata and files, make nothing")
    arguments = parser.parse_args()
    try:
        if arguments.check_only:
            names = sorted({*shipped_files(ROOT), *forgotten_files(ROOT)})
            wrong = [*wrong_files(ROOT, names), *wrong_metadata(ROOT)]
            print("\n".join(wrong) or f"{len(names)} files and metadata.txt: as the plugin site wants them")
            return 1 if wrong else 0
        target = make(ROOT, arguments.tools.absolute(), arguments.output)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    size, digest = target.stat().st_size, hashlib.sha256(target.read_bytes()).hexdigest()
    with zipfile.ZipFile(target) as archive:
        count = len(archive.namelist())
    print(target.resolve())
    print(f"{count} files, {size / 1024:.0f} KiB, sha256 {digest}")
    print("bandit, detect-secrets and the plugin site's rules: nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
