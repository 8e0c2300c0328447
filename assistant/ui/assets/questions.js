// Questions: put to the server, changed where they stand, asked again.

/** Whether an answer is being made. */
export const isBusy = () => document.querySelector("#chat .answer.draft") !== null;

/** Put questions to the server, `{ from, first, ask }`; an answer that is being made is stopped first. */
export async function send(script) {
  if (isBusy()) {
    stop();
    for (let waited = 0; isBusy() && waited < 40; waited += 1) await new Promise((done) => setTimeout(done, 50));
  }
  window.unsc.trigger("retry", script);
}

export function stop() {
  document.querySelector("#question button.stop-button")?.click();
}

/** A question into the box, to be changed and asked. */
export function fill(question) {
  const box = document.querySelector("#question textarea");
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  box.setSelectionRange(question.length, question.length);
}

/** The line of plans that a control stands for: a choice from a list, or a day in the place of any day. */
export function lineOf(control) {
  if (!control.value) return "";
  return control.matches("select") ? control.value : control.dataset.plan.replace(control.dataset.anyDay, control.value);
}

/** Let a question be changed where it stands; `ask` gets the new words. */
export function edit(question, ask) {
  if (question.querySelector("textarea")) return;
  const words = question.querySelector(".question-words");
  const tools = question.querySelector(".question-tools");
  const box = document.createElement("textarea");
  const buttons = document.createElement("div");
  const again = button("Ask again", "action main");
  const cancel = button("Cancel", "action");
  box.value = words.textContent;
  box.maxLength = 4000;
  box.rows = Math.min(8, 1 + Math.ceil(box.value.length / 60));
  box.setAttribute("aria-label", "The question. What was asked after it is replaced");
  buttons.className = "actions";
  buttons.append(again, cancel);
  words.hidden = tools.hidden = true;
  question.append(box, buttons);
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);

  const close = () => {
    box.remove();
    buttons.remove();
    words.hidden = tools.hidden = false;
    tools.querySelector("button").focus();
  };
  const put = () => {
    const changed = box.value.trim();
    if (!changed) return;
    close();
    ask(changed);
  };
  again.addEventListener("click", put);
  cancel.addEventListener("click", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      put();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
}

function button(label, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.textContent = label;
  return made;
}
