# SPDX-License-Identifier: GPL-2.0-or-later
"""A Processing script for `qgis_process run`: the main job, and after it which libraries are in the process."""

import json
import sys

import processing
from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)


class LibrariesAfterTheMainJob(QgsProcessingAlgorithm):
    def createInstance(self):
        return LibrariesAfterTheMainJob()

    def name(self):
        return "librariesafterthemainjob"

    def displayName(self):
        return "Libraries after the main job"

    def initAlgorithm(self, configuration=None):
        self.addParameter(QgsProcessingParameterString("HERE", "Folder of this script"))
        self.addParameter(QgsProcessingParameterString("AREAS", "Areas"))
        self.addParameter(QgsProcessingParameterString("INPUT", "Layer"))
        self.addParameter(QgsProcessingParameterFileDestination("OUTPUT_HTML", "Report"))
        self.addOutput(QgsProcessingOutputString("LIBRARIES", "Libraries, as JSON"))
        self.addOutput(QgsProcessingOutputString("MODULES", "Python modules, as JSON"))

    def processAlgorithm(self, parameters, context, feedback):
        run = {name: self.parameterAsString(parameters, name, context) for name in ("AREAS", "INPUT")}
        run |= {"OUTPUT": "memory:", "OUTPUT_HTML": self.parameterAsFileOutput(parameters, "OUTPUT_HTML", context)}
        processing.run("regso:summarizebyareatype", run, context=context, feedback=feedback, is_child_algorithm=True)
        sys.path.insert(0, self.parameterAsString(parameters, "HERE", context))
        from libraries import mapped_libraries

        return {"LIBRARIES": json.dumps(mapped_libraries()), "MODULES": json.dumps(sorted(sys.modules))}
