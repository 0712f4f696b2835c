/** The frame of a page: its title, what it is for, and what can be done on it. */
import type { ReactNode } from "react";
import { useEffect } from "react";

export function Page(props: {
  title: string;
  about?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  useTitle(props.title);
  return (
    <div className={props.wide ? "page page-wide" : "page"}>
      <header className="page-head">
        <div>
          <h1>{props.title}</h1>
          {props.about && <p className="muted">{props.about}</p>}
        </div>
        {props.actions && <div className="page-actions">{props.actions}</div>}
      </header>
      {props.children}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} — Ringtree`;
  }, [title]);
}
