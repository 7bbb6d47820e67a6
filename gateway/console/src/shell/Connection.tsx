import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { Icon, toast } from "../ui";

/** Says that the browser has no network, for as long as it has none. */
export function Connection() {
  const [online, setOnline] = useState(navigator.onLine);
  const was = useRef(online);
  useEffect(() => {
    const changed = () => setOnline(navigator.onLine);
    addEventListener("online", changed);
    addEventListener("offline", changed);
    return () => {
      removeEventListener("online", changed);
      removeEventListener("offline", changed);
    };
  }, []);
  useEffect(() => {
    if (online && !was.current) toast(t("common.backOnline"));
    was.current = online;
  }, [online]);
  return (
    <div class="connection" role="status">
      {!online && <p><Icon name="alert" />{t("common.offlineNow")}</p>}
    </div>
  );
}
