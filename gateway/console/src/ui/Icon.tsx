/** Strokes in a square of 24, so that all icons look of one hand. */
const SHAPES = {
  ask: "M4 5.5h16v11H10l-4.5 3.5V16.5H4z",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20 20",
  recordings: "M5 10v4M9 6.5v11M13 9v6M17 5v14M21 10v4",
  operations: "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
  person: "M12 4.5a3.75 3.75 0 1 1 0 7.5 3.75 3.75 0 0 1 0-7.5zM4.75 19.5c.9-3.2 3.7-5 7.25-5s6.35 1.8 7.25 5",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7 7h10v10H7z",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14.5 5.5 8 12l6.5 6.5",
  menu: "M4 7h16M4 12h16M4 17h10",
  link: "M9.5 14.5l5-5M11 7l1.6-1.6a4 4 0 0 1 5.7 5.7L16.5 13M13 17l-1.6 1.6a4 4 0 0 1-5.7-5.7L7.5 11",
  alert: "M12 4 21 19.5H3zM12 10v4.5M12 17v.1",
  up: "M6 14.5 12 8.5l6 6",
  down: "M6 9.5l6 6 6-6",
  download: "M12 4.5v10.5M7 10.5l5 5 5-5M5 19.5h14",
  upload: "M12 15.5V5M7 9.5l5-5 5 5M5 19.5h14",
  edit: "M5 19l.8-3.8L15.6 5.4a1.9 1.9 0 0 1 2.7 0l.3.3a1.9 1.9 0 0 1 0 2.7L8.8 18.2z",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5",
  check: "M5 12.5l4.5 4.5L19 7.5",
  more: "M5.5 11.1a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8zM12 11.1a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8zM18.5 11.1a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8z",
  key: "M15 4a5 5 0 1 1-4.6 7L4 17.5V20h3v-2h2v-2h2l1.9-1.9A5 5 0 0 0 15 14 5 5 0 0 0 15 4zM16.5 7.5v.1",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  filter: "M4 6h16M7 12h10M10 18h4",
  refresh: "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.5M20 4.5v5h-5",
  webhook: "M7 17a3 3 0 1 1-2-5M12 9l-3.5 6.5M12 9a3 3 0 1 1 2.6-4.5M12 9l3.6 6.2H9M15.6 15.2a3 3 0 1 1 1 3.6",
} as const;

export type IconName = keyof typeof SHAPES;

/** A picture beside words: it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}
