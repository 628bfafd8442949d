// The security of an account as its owner lives it: second factors, passkeys, lost ones,
// new passwords and addresses, other devices. Chromium's virtual authenticator stands for a
// phone with a fingerprint. AFU_PICTURES=FOLDER keeps a picture of each page.
import { createHmac } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { base, must, play, say, until } from "./browser.mjs";
import { address, password, register, signIn } from "./person.mjs";

const folder = process.env.AFU_PICTURES;
if (folder) mkdirSync(folder, { recursive: true });
const otherPassword = "thistle quarry velvet anchor";

/** code is what an authenticator app shows, so many steps from now. */
function code(secret, ahead = 0) {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const sum = createHmac("sha1", key).update(counter).digest();
  const at = sum[19] & 0xf;
  return String((sum.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

await play(async ({ browser, watch }) => {
  const context = watch.over(await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" }));
  const page = await context.newPage();
  let email = address();
  let count = 0;

  /** look checks a page at both widths, and keeps a picture where wanted. */
  async function look(name) {
    await watch.look(page);
    count += 1;
    for (const [width, height] of [[390, 844], [1440, 900]]) {
      await page.setViewportSize({ width, height });
      await watch.fits(page);
      if (!folder) continue;
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(folder, `${String(count).padStart(2, "0")}-${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await page.emulateMedia({ colorScheme: "light" });
    }
  }
  const heading = (name) => page.getByRole("heading", { name, level: 1 }).waitFor();
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  const signOut = async () => {
    await page.goto(`${base}/dashboard`);
    await page.locator("summary.round").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await heading("Sign in");
  };
  /** mailed opens the link in the newest mail with the subject to the address. */
  async function mailed(subject, to, link) {
    await page.goto(`${base}/dev/mail`);
    const row = page.getByRole("listitem").filter({ hasText: to }).filter({ hasText: subject });
    await (await until(page, row)).first().getByRole("link").click();
    await page.getByRole("link", { name: link }).first().click();
  }

  await page.goto(`${base}/register`);
  await page.getByLabel("Password", { exact: true }).fill("aaaaaaaa1");
  await page.getByText("Easy to guess").waitFor();
  await page.getByLabel("Password", { exact: true }).fill("lantern moss kettle 4");
  await page.getByText("Strong", { exact: true }).waitFor();
  await press("Show what is typed");
  must(await page.locator("#f-password").getAttribute("type") === "text", "the password cannot be looked at");
  await look("register");
  await press("Hide what is typed");
  await register(page, email);
  await look("login");
  await signIn(page, email);
  say("registered");

  await page.goto(`${base}/dashboard`);
  await page.locator("summary.round").click();
  await page.getByRole("link", { name: "Settings" }).click();
  await heading("General");
  await page.getByLabel("Time zone").selectOption("Europe/Oslo");
  await press("Save");
  await page.getByText("Saved.").waitFor();
  await look("settings");
  await page.getByRole("link", { name: "Security" }).click();
  await heading("Security");
  await look("security-fresh");

  await page.getByRole("link", { name: "Set up" }).click();
  await heading("Set up an authenticator app");
  await look("app");
  const secret = await page.locator("[data-copy]").first().getAttribute("data-copy");
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await press("Turn it on");
  await page.getByRole("alert").first().waitFor();
  await look("app-wrong-code");
  await page.getByLabel("Code", { exact: true }).fill(code(secret, -1));
  await press("Turn it on");
  await heading("Save your recovery codes");
  await look("codes");
  const recovery = await page.locator("ol.codes li").allInnerTexts();
  must(recovery.length === 10, `${recovery.length} recovery codes`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download" }).click()]);
  must(download.suggestedFilename().endsWith(".txt"), "the codes cannot be downloaded");
  await page.getByRole("link", { name: "I have saved them" }).click();
  await heading("Security");

  await signOut();
  await signIn(page, email);
  await heading("Confirm that it is you");
  await look("second-factor");
  await page.getByLabel("Code from your authenticator app").fill("123456");
  await press("Confirm");
  await page.getByRole("alert").first().waitFor();
  await look("second-factor-wrong");
  await page.getByLabel("Code from your authenticator app").fill(code(secret));
  await press("Confirm");
  await page.waitForURL(/\/dashboard$/);
  say("signed in with a code");

  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.goto(`${base}/settings/security/passkeys`);
  await heading("Add a passkey");
  await look("passkey");
  await page.getByLabel("Name").fill("Mirela's phone");
  await press("Create passkey");
  await heading("Security");
  await page.getByRole("listitem").filter({ hasText: "Mirela's phone" }).waitFor();
  await look("security-all");
  await page.locator("#main").getByRole("button", { name: "Rename", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Mirela's telephone");
  await look("passkey-rename");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByRole("listitem").filter({ hasText: "Mirela's telephone" }).waitFor();
  await page.goto(`${base}/settings/security/passkeys`);
  await press("Create passkey");
  await page.getByText("This device has a passkey for your account already.").waitFor();
  say("passkey added and renamed");

  await cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: false });
  await signOut();
  await cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: true });
  await press("Use a passkey");
  await page.waitForURL(/\/dashboard$/);
  say("signed in with the passkey alone");
  await page.context().clearCookies({ name: "__Host-afu-seeker" });
  await page.goto(`${base}/login`); // a person who has touched the sensor is in at once: the field offers the passkey
  await page.waitForURL(/\/dashboard$/);
  say("signed in with the passkey that the e-mail field offers");
  await cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: false });
  await signOut();
  await signIn(page, email);
  await heading("Confirm that it is you");
  await look("second-factor-passkey");
  await cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: true });
  await press("Use a passkey");
  await page.waitForURL(/\/dashboard$/);
  say("the passkey as the second factor");
  await page.goto(`${base}/confirm?next=/settings/sessions`);
  await heading("Confirm that it is you");
  await look("confirm");
  await press("Use a passkey");
  await heading("Devices");
  await cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: false });

  const elsewhere = watch.over(await browser.newContext({ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1" }));
  const other = await elsewhere.newPage();
  await other.goto(`${base}/login`);
  await signIn(other, email);
  await other.getByText("Use a recovery code").click();
  await other.getByLabel("Recovery code").fill(recovery[0].toUpperCase());
  await other.getByRole("button", { name: "Use the code" }).click();
  await other.waitForURL(/\/dashboard$/);
  await page.reload();
  await page.getByText("Safari on iPhone").waitFor();
  await look("devices");
  await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await page.getByText("That device is signed out.").waitFor();
  await other.goto(`${base}/settings`);
  must(new URL(other.url()).pathname === "/login", "a device that was signed out is still in");
  await elsewhere.close();
  say("another device seen and signed out");

  await page.goto(`${base}/settings/security/password`);
  await look("password");
  await page.getByLabel("New password").fill("short");
  await press("Set password");
  await page.getByRole("alert").first().waitFor();
  await page.getByLabel("New password").fill(otherPassword);
  await press("Set password");
  await page.getByText("Your new password is set.").waitFor();
  await page.getByRole("link", { name: "Change" }).first().click();
  await heading("Change your e-mail address");
  await look("email");
  const moved = email.replace("mirela.", "quandt.");
  await page.getByLabel("New e-mail address").fill(moved);
  await press("Send the link");
  await page.getByText("We have sent a link to the new address.").waitFor();
  await mailed("Confirm your new e-mail address", moved, /email\/confirm/);
  await heading("Confirm your new address");
  await look("email-confirm");
  await press("Confirm address");
  await page.getByText("Your new address is confirmed.").waitFor();
  await mailed("was changed", email, /email\/undo/);
  await heading("Take the change back");
  await look("email-undo");
  await press("Take the change back");
  await heading("Forgot your password?");
  say("address changed, and taken back by the old one");

  await look("forgot");
  await page.getByLabel("E-mail address").fill(email);
  await press("Send the link");
  await heading("Look into your mail");
  await look("forgot-sent");
  await mailed("Set a new password", email, /reset-password/);
  await heading("Set a new password");
  await look("reset");
  await page.getByLabel("New password").fill(password);
  await press("Set password");
  await heading("Sign in");
  await page.getByText("Your new password is set").waitFor();

  await signIn(page, email);
  await page.getByRole("link", { name: "You have none of these any more?" }).click();
  await heading("Lost your second factor");
  await look("lost");
  await press("Mail me the link");
  await heading("Look into your mail");
  await look("lost-sent");
  await mailed("You have lost your second factor?", email, /lost-factor\/confirm/);
  await heading("Remove your second factor");
  await look("lost-confirm");
  await press("Start the removal");
  await page.getByText("The removal has started.").waitFor();
  await mailed("about to be removed", email, /lost-factor\/stop/);
  await heading("Keep your second factor");
  await press("Stop the removal");
  await page.getByText("Your second factor stays.").waitFor();
  await page.goto(`${base}/login/lost-factor/stop?token=used`);
  await press("Stop the removal");
  await page.getByRole("alert").first().waitFor();
  await look("link-used");
  say("a lost factor reported and kept");
});
