import { render } from "preact";
import { startLanguage } from "./i18n";
import { startRouter } from "./router";
import { startSession } from "./session/session";
import { Shell } from "./shell/Shell";
import { startTheme } from "./ui/theme";

// Before anything else: nothing may read the address while the key is in it.
startSession();
startRouter();
startTheme();
void startLanguage().then(() => render(<Shell />, document.getElementById("app")!));
