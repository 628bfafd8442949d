// Runs before first paint (its own small file, not deferred), so that a chosen
// theme never flashes the other one. No choice means: follow the system.
(() => {
  "use strict";
  try {
    const theme = localStorage.getItem("afu-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage can be forbidden; the system's scheme applies then.
  }
  document.documentElement.dataset.script = "on";
})();
