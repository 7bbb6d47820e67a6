import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { navigate, place } from "../router";
import { can } from "../session/session";
import { EmptyState, ErrorState, Page, Spinner } from "../ui";
import { DropZone } from "./DropZone";
import { FilterBar } from "./FilterBar";
import { addressOf, filtersOf, isLimited } from "./filters";
import { Listing } from "./Listing";
import { RecordingRow } from "./RecordingRow";
import { TaskDialogs, type Task } from "./Tasks";
import { UploadPanel } from "./UploadPanel";
import { uploads } from "./uploads";
import { isInWork, useWatch } from "./useWatch";

export default function RecordingsPage() {
  const address = addressOf(filtersOf(place.value.query));
  const filters = useMemo(() => filtersOf(place.value.query), [address]);
  const listing = useMemo(() => new Listing(filters), [address]);
  useEffect(() => () => listing.leave(), [listing]);
  const recordings = listing.recordings.value;
  useWatch(recordings.filter(isInWork).map(({ id }) => id), (recording) => listing.put(recording), (id) => listing.remove(id));
  const tags = useMemo(() => [...new Set(recordings.flatMap((recording) => recording.tags))].sort(), [recordings]);
  return (
    <Page title={t("recordings.title")} actions={can("recordings:write") && <DropZone />}>
      <UploadPanel onRecording={(recording) => listing.put(recording)} />
      {(recordings.length > 0 || isLimited(filters)) && (
        <FilterBar filters={filters} tags={tags} onChange={(changed) => navigate(addressOf(changed), { replace: true })} />
      )}
      <List listing={listing} limited={isLimited(filters)} />
    </Page>
  );
}

function List({ listing, limited }: { listing: Listing; limited: boolean }) {
  const recordings = listing.recordings.value;
  const loading = listing.loading.value;
  const failure = listing.failure.value;
  const hasMore = listing.hasMore.value;
  const end = useRef<HTMLDivElement>(null);
  const [task, setTask] = useState<Task | null>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && listing.more(), { rootMargin: "600px" });
    observer.observe(end.current!);
    return () => observer.disconnect();
    // Observed anew with each page: the end may be in sight still.
  }, [listing, recordings.length, hasMore]);

  return (
    <>
      {recordings.length > 0 && (
        <ul class="rows card" aria-label={t("recordings.title")} aria-busy={loading} onKeyDown={onKeyDown}>
          {recordings.map((recording) => <RecordingRow key={recording.id} recording={recording} onTask={setTask} />)}
        </ul>
      )}
      <TaskDialogs
        task={task}
        onClose={() => setTask(null)}
        onChanged={(recording) => listing.put(recording)}
        onDeleted={(recording) => {
          focusAfter(recording.id);
          listing.remove(recording.id);
        }}
      />
      <div ref={end} class="list-end">
        {loading && <Spinner />}
        {failure && <ErrorState failure={failure} retry={() => void listing.load()} />}
        {!loading && !failure && recordings.length === 0 && uploads.value.length === 0 && <Nothing limited={limited} />}
      </div>
    </>
  );
}

function Nothing({ limited }: { limited: boolean }) {
  return limited ? (
    <EmptyState icon="search" title={t("recordings.noneFit")}><p>{t("recordings.noneFitHint")}</p></EmptyState>
  ) : (
    <EmptyState icon="recordings" title={t("recordings.empty")}>{can("recordings:write") && <><p>{t("recordings.emptyHint")}</p><p class="small">{t("recordings.uploadsHint")}</p></>}</EmptyState>
  );
}

/** To the next recording, or the one before when it was the last, or the page's title when it was the only one. */
function focusAfter(id: string) {
  const links = [...document.querySelectorAll<HTMLElement>("a[data-recording]")];
  const here = links.findIndex((link) => link.dataset.recording === id);
  const next = links[here + 1] ?? links[here - 1] ?? document.querySelector("h1");
  // When the dialog has closed, and given the focus back to what is going.
  setTimeout(() => next?.focus());
}

/** Arrows go from recording to recording; the Tab key goes to what can be done with each. */
function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || (event.target as Element).closest("[popover]")) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a[data-recording]")];
  const here = links.findIndex((link) => link.closest("li")!.contains(event.target as Node));
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, here + step))]?.focus();
}
