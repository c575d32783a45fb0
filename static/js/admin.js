/* Starts Wagtail's widgets and panels from data: the content policy forbids the inline scripts they came with. */

const STARTABLE = /^(?:(?:init|create)?[A-Z]\w*Chooser|[A-Z]\w*Panel|Chooser)$/;

class StartController extends window.StimulusModule.Controller {
  static values = { name: String, arguments: Array };

  connect() {
    const start = window[this.nameValue];
    // Once: an element that is dragged to another place connects again.
    this.element.removeAttribute("data-controller");
    if (!STARTABLE.test(this.nameValue) || typeof start !== "function") return;
    if (/^(?:init|create)/.test(this.nameValue)) start(...this.argumentsValue);
    else new start(...this.argumentsValue);
  }
}

window.wagtail.app.register("portal-start", StartController);
