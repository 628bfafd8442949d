import type { components } from "./schema.js";

type Schemas = components["schemas"];

/** Gives the facts of a draft unchanged, for confirming it. Correct them first where the reading was wrong. */
export function asFound(draft: Schemas["ResumeDraft"]): Schemas["ResumeFacts"] {
  const dates = (d: Schemas["DraftDates"] | undefined) => ({ start: d?.start, end: d?.end, current: d?.current });
  return {
    version: draft.resume.version,
    name: draft.name?.text,
    headline: draft.headline?.text,
    email: draft.email?.text,
    phone: draft.phone?.text,
    location: draft.location?.text,
    summary: draft.summary?.text,
    linkedin: draft.linkedin?.text,
    github: draft.github?.text,
    website: draft.website?.text,
    experience: draft.experience.map((e) => ({
      entry: e.entry, title: e.title?.text, company: e.company?.text, location: e.location?.text, ...dates(e.dates),
      description: e.bullets.map((bullet) => bullet.text).join("\n"),
    })),
    education: draft.education.map((e) => ({
      entry: e.entry, institution: e.institution?.text, degree: e.degree?.text, field: e.field?.text, grade: e.grade?.text, ...dates(e.dates),
    })),
    skills: draft.skills.map((s) => ({ group: s.group, names: s.skills.map((skill) => skill.text) })),
    languages: draft.languages.map((l) => ({ name: l.name.text, level: l.level?.text })),
    certifications: draft.certifications.map((c) => ({ entry: c.entry, name: c.name.text, issuer: c.issuer?.text, date: c.date })),
  };
}
