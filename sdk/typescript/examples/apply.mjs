// Goes the whole way through the seeker app's API with the typed client: from a new
// account to a confirmed application and its evidence. It needs the built SDK
// (npm run build) and an installation on which mail can be read at /dev/mail.
//   AFU_URL=http://localhost:3000 AFU_RESUME=resume.pdf node examples/apply.mjs
// @ts-check
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { asFound, createSeeker, idempotent, resumeBody, unwrap, unwrapList } from "@applyforus/sdk/seeker";

const base = process.env.AFU_URL ?? "";
const path = process.env.AFU_RESUME ?? "";
check(base && path, "set AFU_URL to the address of the seeker app and AFU_RESUME to a PDF or DOCX file");
const resumeBytes = readFileSync(path);
const api = createSeeker({ baseUrl: base });
const deadline = Date.now() + 5 * 60_000;

// An account, with the address confirmed by the mailed link.
const email = `mirela.${Date.now()}.${process.pid}@example.org`;
const password = "harbour kettle lantern moss";
const registered = await unwrap(api.POST("/api/v1/auth/register", { body: { email, password, name: "Mirela Quandt" }, headers: idempotent() }));
say(`registered ${email}; next: ${registered.next}`);
const token = await until(() => mailedToken(email));
await unwrap(api.POST("/api/v1/auth/verify-email", { body: { token } }));
const account = await api.signIn(email, password);
check(account.emailVerified, "the address is not confirmed after the link was used");
say(`confirmed the address and signed in as ${account.name}`);

// A job.
const words = { q: "senior go engineer" };
const found = await unwrapList(api.GET("/api/v1/jobs", { params: { query: words } }));
const first = found.items[0];
check(first && found.pagination.total >= found.items.length, `${found.items.length} jobs on a page, ${found.pagination.total} in all`);
const facets = await unwrap(api.GET("/api/v1/jobs/facets", { params: { query: words } }));
check(facets.length > 0, "a search with results has no filters");
const ofJob = { params: { path: { id: first.id } } };
const job = await unwrap(api.GET("/api/v1/jobs/{id}", ofJob));
check(job.title === first.title && job.descriptionText, "the job reads otherwise than in the list");
say(`found ${found.pagination.total} jobs with ${facets.length} filters; reading ${job.title} at ${job.company}`);

// The resume: uploaded, read in the background, checked, confirmed.
let resume = await unwrap(api.POST("/api/v1/resumes/parse", { ...resumeBody(new Blob([resumeBytes]), basename(path)), headers: idempotent() }));
check(resume.sha256 === sum(resumeBytes), "the uploaded resume has another sum than the file");
const ofResume = { params: { path: { id: resume.id } } };
resume = await until(async () => {
  const now = await unwrap(api.GET("/api/v1/resumes/{id}", ofResume));
  return now.status === "uploaded" ? undefined : now;
});
check(resume.status === "read", `the resume is ${resume.status}: ${resume.problem?.message}`);
const draft = await unwrap(api.GET("/api/v1/resumes/{id}/draft", ofResume));
check(draft.name && draft.experience.length && draft.skills.length, "the draft lacks a name, positions or skills");
say(`read ${resume.pages} pages: ${draft.name?.text}, ${draft.experience.length} positions`);
await unwrap(api.POST("/api/v1/resumes/{id}/confirm", { ...ofResume, body: asFound(draft) }));
const profile = await unwrap(api.GET("/api/v1/users/me/profile"));
check(profile.name?.text === draft.name?.text && profile.experience.length === draft.experience.length, "the profile differs from what was confirmed");

// How the job fits.
const match = await unwrap(api.GET("/api/v1/jobs/{id}/match-score", ofJob));
check(match.verifiable && match.why, `no score for a job with requirements: ${match.why}`);
say(`match ${match.total} of 100; missing: ${match.missing.join(", ")}`);

// The application. The same request again, as after a lost answer, starts nothing new.
const start = { body: { jobId: job.id, resumeId: resume.id }, headers: idempotent() };
let application = await unwrap(api.POST("/api/v1/applications", start));
const again = await unwrap(api.POST("/api/v1/applications", start));
check(again.id === application.id, "repeating the request started a second application");
const ofApplication = { params: { path: { id: application.id } } };
const state = async () => (application = await unwrap(api.GET("/api/v1/applications/{id}", ofApplication))).attempt?.state ?? "";
await until(async () => !["", "draft", "preparing"].includes(await state()));
/** @type {Record<string, string[]>} */
const answers = {};
for (const question of application.answers) {
  if (question.missing) say(`answering "${question.label}": ${(answers[question.fieldKey] = answer(question))}`);
  else if (question.values.length) say(`known: "${question.label}": ${question.values.join(", ")}, ${question.originText}`);
}
application = await unwrap(api.PUT("/api/v1/applications/{id}/answers", { ...ofApplication, body: { answers } }));
check(application.attempt?.state === "ready_for_review", `after all answers the application is ${application.attempt?.state}`);
await unwrap(api.POST("/api/v1/applications/{id}/approve", { ...ofApplication, headers: idempotent() }));
say("approved; the form is being filled");
await until(async () => !["approved", "filling", "filled_verified", "submit_attempted"].includes(await state()));
check(application.attempt?.state === "confirmed" && application.attempt.submitAttemptedAt && application.confirmation,
  `the application ended as ${application.attempt?.state}: ${application.attempt?.detail} ${application.attempt?.needs}`);
say(`confirmed: ${application.confirmation}`);

// The evidence: every piece has the bytes of its sum, and the resume is the one uploaded.
for (const piece of application.evidence) {
  const { data, response } = await api.GET("/api/v1/applications/{id}/evidence/{evidenceId}", {
    params: { path: { id: application.id, evidenceId: piece.id } }, parseAs: "arrayBuffer",
  });
  check(response.ok && data, `${piece.name} cannot be downloaded: ${response.status}`);
  const bytes = Buffer.from(/** @type {ArrayBuffer} */ (/** @type {unknown} */ (data)));
  check(sum(bytes) === piece.sha256, `${piece.name} has another sum than was noted`);
  if (piece.kind === "resume") check(bytes.equals(resumeBytes), "the resume that was sent is not the one that was uploaded");
}
const kinds = application.evidence.map((piece) => piece.kind);
for (const kind of /** @type {const} */ (["resume", "answers", "screenshot_filled", "screenshot_result", "confirmation"])) {
  check(kinds.includes(kind), `no evidence of kind ${kind} among ${kinds}`);
}
say(`evidence checked: ${kinds.join(", ")}`);

// The notice.
const notices = await unwrapList(api.GET("/api/v1/notifications"));
const notice = notices.items.find((one) => one.link === `/applications/${application.id}`);
check(notice, `no notice about the application among ${notices.items.length}`);
const seen = await unwrap(api.PATCH("/api/v1/notifications/{id}/read", { params: { path: { id: notice?.id ?? "" } } }));
check(seen.readAt, "the notice stays unread");
say(`told: ${seen.title}`);
await api.signOut();

/** answer makes up what a person would say. @param {import("@applyforus/sdk/seeker").Schema<"ApplicationAnswer">} question */
function answer(question) {
  const option = question.options[0];
  if (option) return [option.label];
  if (question.kind === "checkbox") return ["true"];
  if (question.kind === "number") return ["5"];
  if (question.kind === "date") return ["2027-03-01"];
  const said = {
    linkedin: "https://www.linkedin.com/in/mirela-quandt-example", location: "Kiel, Germany", salary: "165000",
    start_date: "2027-03-01", notice_period: "3 months",
  }[question.topic];
  return [said ?? "I moved eleven services to Kubernetes without a night alarm."];
}

/** mailedToken reads the link of the mail that confirms an address. @param {string} address */
async function mailedToken(address) {
  for (const [, message] of (await read(`${base}/dev/mail`)).matchAll(/href="(\/dev\/mail\/[^"]+)"/g)) {
    const text = await read(base + message);
    const link = text.match(/href="([^"]*\/verify-email\?[^"]+)"/)?.[1];
    if (link && text.includes(address)) return new URL(link.replaceAll("&amp;", "&")).searchParams.get("token") ?? undefined;
  }
  return undefined;
}

/** @param {string} address */
async function read(address) {
  const response = await fetch(address);
  check(response.ok, `${address} answers ${response.status}; is it a development installation?`);
  return response.text();
}

/** until asks until there is an answer. @template T @param {() => Promise<T | undefined | false>} ask @returns {Promise<T>} */
async function until(ask) {
  for (;;) {
    const answered = await ask();
    if (answered) return answered;
    check(Date.now() < deadline, "it takes too long");
    await new Promise((next) => setTimeout(next, 200));
  }
}

/** @param {Uint8Array} bytes */
function sum(bytes) { return createHash("sha256").update(bytes).digest("hex"); }

/** @param {string} line */
function say(line) { console.log(line); }

/** check ends the program unless the condition holds. @param {unknown} holds @param {string} otherwise @returns {asserts holds} */
function check(holds, otherwise) {
  if (holds) return;
  console.error(`apply: ${otherwise}`);
  process.exit(1);
}
