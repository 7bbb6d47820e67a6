import { Component, type ComponentChildren } from "preact";
import { t } from "../i18n";
import { Button, EmptyState, Page } from "../ui";

type Props = { path: string; children: ComponentChildren };
type State = { path: string; crashed: boolean };

/** A fault in one page leaves the others as they are, and another address of the same page too. */
export class Boundary extends Component<Props, State> {
  override state = { path: this.props.path, crashed: false };
  static override getDerivedStateFromError = () => ({ crashed: true });
  static override getDerivedStateFromProps = ({ path }: Pick<Props, "path">, state: State): State | null =>
    path === state.path ? null : { path, crashed: false };

  override componentDidCatch(fault: unknown) {
    console.error(fault);
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

export function Crashed() {
  return (
    <Page title={t("common.crashed")} hideTitle>
      <EmptyState icon="alert" title={t("common.crashed")}>
        <p>{t("common.crashedHint")}</p>
        <Button kind="primary" onClick={() => location.reload()}>{t("common.reload")}</Button>
      </EmptyState>
    </Page>
  );
}
