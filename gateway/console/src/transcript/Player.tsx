import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n";

/** The address of the audio, if a browser may play it: apps give any. */
export function playable(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  return /^https?:$/.test(new URL(address).protocol) ? address : null;
}

/** Nothing of the audio is fetched before somebody wants to hear it. */
export function Player({ source, audio, onTime }: {
  source: string;
  audio: RefObject<HTMLAudioElement | null>;
  onTime: (ms: number) => void;
}) {
  const [broken, setBroken] = useState(false);
  return (
    <div class="player" role="region" aria-label={t("transcript.audio")}>
      {broken && <p class="faint" role="alert">{t("transcript.audioFailed")}</p>}
      <audio
        ref={audio}
        controls
        preload="none"
        src={source}
        aria-label={t("transcript.audio")}
        onError={() => setBroken(true)}
        onPlaying={() => setBroken(false)}
        onTimeUpdate={(event) => event.currentTarget.readyState > 0 && onTime(event.currentTarget.currentTime * 1000)}
      />
    </div>
  );
}
