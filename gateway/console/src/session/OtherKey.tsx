import { t } from "../i18n";
import { Button, Dialog } from "../ui";
import { offered, signIn } from "./session";

/** Asks whoever is signed in before a key that came by an address takes the place of theirs. */
export function OtherKey() {
  const { value: key } = offered;
  const stay = () => (offered.value = null);
  return (
    <Dialog title={t("session.otherKeyTitle")} open={key !== null} onClose={stay}>
      <div class="dialog-form">
        <p>{t("session.otherKeyText")}</p>
        <div class="dialog-actions">
          <Button onClick={stay}>{t("session.stay")}</Button>
          <Button onClick={() => key !== null && void signIn(key)}>{t("session.takeOtherKey")}</Button>
        </div>
      </div>
    </Dialog>
  );
}
