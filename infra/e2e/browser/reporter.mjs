// A line of JSON for each flow, for ConsoleIT: node's own report in XML is not always XML.
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.details.type === "suite" || data.skip !== undefined) continue;
    const { error } = data.details;
    const failure = type === "test:fail" ? String(error?.cause?.stack ?? error?.stack ?? error) : null;
    yield `${JSON.stringify({ name: data.name, ms: Math.round(data.details.duration_ms), failure })}\n`;
  }
}
