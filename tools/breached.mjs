// Makes core/identity/breached.bloom: a Bloom filter over the passwords that stolen
// lists hold most often, from npm @zxcvbn-ts/language-common (MIT). Its form is told in
// core/identity/breached.go. Run by `npm run breached`; the output is committed.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { dictionary } from "@zxcvbn-ts/language-common";

const bitsPerWord = 20;
const rounds = 14;
const shortest = 4; // what is shorter stands for too much

const words = dictionary["passwords-common"].map((word) => word.toLowerCase()).filter((word) => word.length >= shortest);
const bytes = Math.ceil((words.length * bitsPerWord) / 8);
const filter = Buffer.alloc(1 + bytes);
filter[0] = rounds;
for (const word of words) {
  const digest = createHash("sha256").update(word).digest();
  let at = digest.readUInt32BE(0);
  const step = digest.readUInt32BE(4);
  for (let round = 0; round < rounds; round++) {
    const bit = at % (bytes * 8);
    filter[1 + (bit >> 3)] |= 1 << (bit & 7);
    at = (at + step) >>> 0;
  }
}
writeFileSync(new URL("../core/identity/breached.bloom", import.meta.url), filter);
