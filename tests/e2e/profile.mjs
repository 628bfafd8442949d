// A person fills in their profile in place, brings facts in from a file, and chooses a
// plan: with script, and the same without.
import { deflateSync } from "node:zlib";
import { base, must, play, say } from "./browser.mjs";
import { address, register, signIn } from "./person.mjs";

const archive = {
  basics: {
    name: "Mirela Quandt", label: "Site reliability engineer", email: "mirela@quandt.example", phone: "+49 431 555 0142",
    url: "https://quandt.example", summary: "I keep systems running and tell people early when they will not.",
    location: { city: "Kiel", countryCode: "DE" },
    profiles: [{ network: "GitHub", username: "mquandt" }, { network: "Mastodon", url: "https://social.example/@mirela" }],
  },
  work: [
    { name: "Nordwind Logistik GmbH", position: "Lead Site Reliability Engineer", location: "Kiel", startDate: "2020-03", highlights: ["Moved eleven services to Kubernetes without a night alarm", "Led a team of five"] },
    { name: "Fährhafen IT", position: "System Administrator", startDate: "2014-08", endDate: "2020-02-29", summary: "Ran the booking systems of two ferry lines." },
  ],
  education: [{ institution: "Kiel University", area: "Computer Science", studyType: "BSc", startDate: "2010", endDate: "2014", score: "1.7" }],
  skills: [{ name: "Go", level: "Advanced" }, { name: "Kubernetes", level: "Expert" }, { name: "Databases", keywords: ["PostgreSQL", "Redis"] }],
  languages: [{ language: "German", fluency: "Native" }, { language: "English", fluency: "C1" }],
  certificates: [{ name: "Certified Kubernetes Administrator", issuer: "CNCF", date: "2023-05", endDate: "2026-05" }],
  awards: [{ title: "Best colleague" }],
};

/** walk does all of it; scripted tells whether the page may exchange parts in place. */
async function walk(page, watch, scripted) {
  const look = scripted ? () => watch.look(page) : async () => {};
  const section = (name) => page.getByRole("region", { name, exact: true });
  await page.goto(`${base}/register`);
  const email = address();
  await register(page, email);
  await signIn(page, email);
  await page.goto(`${base}/profile`);
  await page.getByText("Your name is not stated").waitFor();
  await look();

  // A wrong value keeps what was typed and is named.
  await page.getByRole("link", { name: "Do this now" }).click();
  await section("You").getByLabel("Name").fill("Mirela Quandt");
  await section("You").getByLabel("Phone").fill("call me");
  await section("You").getByRole("button", { name: "Save" }).first().click();
  await page.getByRole("alert").filter({ hasText: "country code" }).waitFor();
  must(await section("You").getByLabel("Name").inputValue() === "Mirela Quandt", "the name that was typed is gone");
  await look();
  await section("You").getByLabel("Phone").fill("+49 431 555 0142");
  await section("You").getByRole("button", { name: "Save" }).first().click();
  await section("You").getByText("+49 431 555 0142").waitFor();
  say("a wrong phone number was named, the right one kept as it was typed");

  await section("Experience").getByText("Add a position").click();
  await section("Experience").getByLabel("Job title").fill("Lead Site Reliability Engineer");
  await section("Experience").getByLabel("Company").fill("Nordwind Logistik GmbH");
  await section("Experience").getByLabel("From").fill("2020-03");
  await section("Experience").getByLabel("Until").fill("2019");
  await section("Experience").getByRole("button", { name: "Add" }).click();
  await page.getByRole("alert").filter({ hasText: "before the start" }).waitFor();
  await section("Experience").getByLabel("Until").fill("");
  await section("Experience").getByLabel("I work there now").check();
  await section("Experience").getByRole("button", { name: "Add" }).click();
  await section("Experience").getByText("Mar 2020 to today").waitFor();

  await section("Skills").getByText("Add skills").click();
  await section("Skills").getByRole("textbox", { name: "Skills" }).fill("Go\nTerraform\n");
  await section("Skills").getByLabel("Years").fill("7.5");
  await section("Skills").getByRole("button", { name: "Add" }).click();
  await section("Skills").getByText("Terraform").waitFor();
  await section("Skills").locator("summary", { hasText: "Terraform" }).click();
  await section("Skills").locator("details[open]").getByRole("button", { name: "Remove this skill" }).click();
  await section("Skills").locator("summary", { hasText: "Terraform" }).waitFor({ state: "detached" });

  await section("Where you may work").getByText("Add a country").click();
  await section("Where you may work").getByLabel("Country").selectOption("DE");
  await section("Where you may work").getByLabel("On what ground").selectOption("citizen");
  await section("Where you may work").getByRole("button", { name: "Add" }).click();
  await section("Where you may work").getByText("Citizen", { exact: true }).first().waitFor();

  await section("What you look for").getByText("Edit").first().click();
  await section("What you look for").getByLabel("Full time").check();
  await section("What you look for").getByLabel("Places").fill("Kiel\nHamburg");
  await section("What you look for").getByLabel("Pay, at least").fill("78.000");
  await section("What you look for").getByLabel("Currency").selectOption("EUR");
  await section("What you look for").getByLabel("Pay period").selectOption("year");
  await section("What you look for").getByRole("button", { name: "Save" }).click();
  await section("What you look for").getByText("EUR from 78,000 a year").waitFor();
  await look();
  say("facts were added, changed and removed in their place");

  await page.goto(`${base}/profile/import`);
  await look();
  await page.locator("input[type=file]").setInputFiles({ name: "mirela.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(archive)) });
  await page.getByRole("button", { name: "Read this file" }).click();
  await page.getByRole("heading", { name: "Facts from your JSON Resume" }).waitFor();
  must(!await page.getByRole("checkbox", { name: /Lead Site Reliability Engineer/ }).isChecked(), "a typed position would be changed unasked");
  must(await page.getByRole("checkbox", { name: /System Administrator/ }).isChecked(), "a new position is not proposed");
  await page.getByText("awards").waitFor();
  await look();
  await page.getByRole("button", { name: "Take the ticked facts over" }).click();
  await page.getByText("facts are taken over into your profile").waitFor();
  await section("Experience").getByText("System Administrator").first().waitFor();
  must(await section("Experience").getByText("Moved eleven services").count() === 0, "what was typed was replaced");
  say("facts of a file were compared, and the new ones taken over");

  await section("You").locator("summary", { hasText: "Add a photo" }).click();
  await section("You").locator("input[type=file]").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: picture() });
  if (scripted) await section("You").locator(".drop-preview").waitFor();
  await section("You").getByRole("button", { name: "Upload photo" }).click();
  const photo = section("You").getByRole("img", { name: "Your photo" });
  await photo.waitFor();
  must(await photo.evaluate((img) => img.decode().then(() => img.naturalWidth)) === 128, "the photo does not show");
  await look();

  await page.goto(`${base}/settings/plan`);
  await look();
  await page.getByRole("radio", { name: /Pro / }).check();
  await page.getByRole("button", { name: "Use this plan" }).click();
  await page.getByText("Nothing was paid.").waitFor();
  say("a photo and a plan");
}

/** picture is a PNG of 160 × 128 pixels in one colour. */
function picture() {
  const crcTable = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1; return n >>> 0; });
  const crc = (bytes) => { let c = 0xffffffff; for (const b of bytes) c = crcTable[(c ^ b) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const [width, height] = [160, 128];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 3), 120);
  for (let y = 0; y < height; y++) rows[y * (1 + width * 3)] = 0;
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

await play(async ({ browser, watch }) => {
  for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    for (const javaScriptEnabled of [true, false]) {
      const context = watch.over(await browser.newContext({ viewport: size, javaScriptEnabled }));
      const page = await context.newPage();
      await walk(page, watch, javaScriptEnabled);
      if (javaScriptEnabled) await watch.fits(page);
      say(`${size.width} px, ${javaScriptEnabled ? "with" : "without"} script`);
      await context.close();
    }
  }
});
