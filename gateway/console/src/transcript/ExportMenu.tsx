import { file } from "../api/client";
import { keep } from "../api/download";
import { t } from "../i18n";
import { Menu, MenuItem, sentenceOf, toast } from "../ui";

const FORMATS = ["vtt", "srt", "txt", "md", "json"] as const;
type Format = (typeof FORMATS)[number];

export function ExportMenu({ transcription }: { transcription: string }) {
  async function take(format: Format) {
    const path = { id: transcription };
    const result = await file("/v1/transcriptions/{id}/export", { path, query: { format } });
    if (result.ok) await keep(result.value, `transcript.${format}`);
    else toast(sentenceOf(result.failure));
  }
  return (
    <Menu icon="download" label={t("transcript.export")}>
      <p class="menu-label">{t("transcript.export")}</p>
      {FORMATS.map((format) => (
        <MenuItem key={format} onChoose={() => void take(format)}>{t(`transcript.${format}`)}</MenuItem>
      ))}
    </Menu>
  );
}
