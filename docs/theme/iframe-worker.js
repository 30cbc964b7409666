/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A page that is opened as a file may start no worker, and the search of the manual is one. Here it runs in a hidden
   frame instead. The search looks for the name IFrameWorker to know where its languages lie. */
if (location.protocol === "file:") {
  const inFrame = () => {
    window.importScripts = (...addresses) =>
      addresses.reduce(
        (before, address) =>
          before.then(
            () =>
              new Promise((done, failed) => {
                const script = document.createElement("script");
                script.src = address;
                script.onload = done;
                script.onerror = () => failed(new Error(address));
                document.body.appendChild(script);
              })
          ),
        Promise.resolve()
      );
    window.postMessage = (data) => window.answer(data);
  };
  window.IFrameWorker = window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.appendChild(this.frame);
      const inside = this.frame.contentWindow;
      inside.answer = (data) => {
        const event = new MessageEvent("message", { data });
        this.dispatchEvent(event);
        if (this.onmessage) this.onmessage(event);
      };
      // what is asked before the frame has read its script waits
      this.ready = new Promise((done) => {
        inside.document.open();
        inside.answerLater = done;
        inside.document.write(
          `<html><body><script>(${inFrame})()</` + `script><script src="${address}"></` + `script><script>answerLater()</` + `script></body></html>`
        );
        inside.document.close();
      });
    }
    postMessage(data) {
      this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }
    terminate() {
      this.frame.remove();
    }
  };
}

/* The search finds words by how they begin. Of a Swedish word the ending is left out first, so that "vårdcentralerna"
   finds "vårdcentral" too. */
if (document.documentElement.lang === "sv") {
  const ending = /(?<=^.{5,})(?:(?:er|ar|or)nas?|(?:er|ar|or|en|et|n)s?|s|a|e|t)$/u;
  window.Worker = class extends window.Worker {
    postMessage(message, ...more) {
      const isQuestion = message && message.type === 2 && !message.data.includes('"');
      const words = isQuestion ? message.data.split(/\s+/).map((word) => word.replace(ending, "")) : [];
      super.postMessage(isQuestion ? { ...message, data: words.join(" ") } : message, ...more);
    }
  };
}
