// form[data-passkey]: asks the browser for a passkey and posts what it answers. The form is
// hidden where there is no script, or no passkeys.
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** passkeyOptions turns the JSON of the server into what navigator.credentials takes. */
function passkeyOptions(form) {
  const options = JSON.parse(form.dataset.options);
  options.challenge = toBytes(options.challenge);
  if (options.user) options.user.id = toBytes(options.user.id);
  for (const list of [options.allowCredentials, options.excludeCredentials]) for (const one of list ?? []) one.id = toBytes(one.id);
  return options;
}

/** passkeyAnswer turns a credential into JSON (PublicKeyCredential.toJSON is not everywhere). */
function passkeyAnswer(credential) {
  const { response } = credential;
  const said = { clientDataJSON: toText(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) if (response[name]) said[name] = toText(response[name]);
  if (response.getTransports) said.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id, rawId: toText(credential.rawId), type: credential.type, response: said,
    clientExtensionResults: credential.getClientExtensionResults(), authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  });
}

let waiting; // the question that the browser has in hand: there can be one at a time
async function askPasskey(form, mediation) {
  waiting?.abort();
  waiting = new AbortController();
  const request = { publicKey: passkeyOptions(form), signal: waiting.signal, mediation };
  const credential = await (form.dataset.passkey === "create" ? navigator.credentials.create(request) : navigator.credentials.get(request));
  form.elements.answer.value = passkeyAnswer(credential);
  form.submit();
}

function passkeyProblem(form, error) {
  const said = one("[data-passkey-error]", form);
  const words = {
    InvalidStateError: "This device has a passkey for your account already.",
    NotAllowedError: "Nothing was confirmed. Try again, or go on another way.",
    AbortError: "",
  }[error.name] ?? "This browser could not use a passkey here. Go on another way.";
  one("span", said).textContent = words;
  said.hidden = !words;
}

onLoad((root) => {
  if (!window.PublicKeyCredential) return;
  for (const form of all("form[data-passkey]", root)) {
    form.hidden = false;
    for (const beside of all(`[data-with-passkey="${form.id}"]`)) beside.hidden = false;
    // A field that is filled in by the browser offers passkeys beside passwords.
    if (form.dataset.conditional === undefined) continue;
    PublicKeyCredential.isConditionalMediationAvailable?.().then((can) => {
      if (can) askPasskey(form, "conditional").catch(() => {}); // nobody has asked yet, so nobody is told
    });
  }
});
on("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-passkey]")) return;
  event.preventDefault();
  const button = event.submitter;
  askPasskey(form).catch((error) => {
    passkeyProblem(form, error);
    if (button) { button.disabled = false; button.removeAttribute("aria-busy"); }
  });
});
