/** Waiting, nothing there, and something wrong: always in words, always with what to do now. */
import { CloseCircleFilled, WarningFilled } from "@ant-design/icons";
import { Button, Empty, Spin } from "antd";
import { Component, type ReactNode } from "react";
import { Problem, Unreachable } from "../api/problem";
import { common } from "../i18n/common";
import { useWords } from "../i18n/words";

export function Loading({ text }: { text?: string }) {
  const t = useWords(common);
  return (
    <div className="state" role="status">
      <Spin />
      <span>{text ?? t.loading}</span>
    </div>
  );
}

export function EmptyState(props: { title: string; detail?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={null} />
      <strong>{props.title}</strong>
      {props.detail && <span className="muted state-detail">{props.detail}</span>}
      {props.action}
    </div>
  );
}

/** What a person reads about an error. */
export function useErrorWords(): (error: unknown) => { title: string; detail: string } {
  const t = useWords(common);
  return (error) => {
    if (error instanceof Problem) return { title: error.title, detail: error.detail };
    if (error instanceof Unreachable) return t.unreachable;
    return { title: t.failed.title, detail: error instanceof Error ? error.message : "" };
  };
}

export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useWords(common);
  const { title, detail } = useErrorWords()(error);
  return (
    <Wrong
      icon={error instanceof Unreachable ? <WarningFilled /> : <CloseCircleFilled />}
      title={title}
      detail={detail}
      action={retry && <Button onClick={retry}>{t.retry}</Button>}
    />
  );
}

function Wrong(props: { icon: ReactNode; title: string; detail: string; action?: ReactNode }) {
  return (
    <div className="state wrong" role="alert">
      <span className="wrong-icon" aria-hidden>
        {props.icon}
      </span>
      <strong>{props.title}</strong>
      <span className="muted state-detail">{props.detail}</span>
      {props.action}
    </div>
  );
}

function Crashed() {
  const t = useWords(common);
  return (
    <Wrong
      icon={<CloseCircleFilled />}
      title={t.failed.title}
      detail={t.failed.detail}
      action={
        <Button type="primary" onClick={() => location.reload()}>
          {t.failed.reload}
        </Button>
      }
    />
  );
}

/** A mistake of ours on one page must not take the others with it. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}
