// Theme: system, light or dark. The buttons only exist with script (no-script follows the system).
function showTheme() {
  const now = document.documentElement.dataset.theme ?? "system";
  for (const button of all("[data-set-theme]")) button.setAttribute("aria-pressed", String(button.dataset.setTheme === now));
}
on("click", (event) => {
  const button = closest(event, "[data-set-theme]");
  if (!button) return;
  const theme = button.dataset.setTheme;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem("afu-theme");
    else localStorage.setItem("afu-theme", theme);
  } catch {
    // Without storage the choice holds for this page only.
  }
  showTheme();
});
onLoad(showTheme);
