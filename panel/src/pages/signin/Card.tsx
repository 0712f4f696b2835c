/** The frame of the pages that need nobody to be signed in. */
import type { ReactNode } from "react";
import { LanguageButton, ThemeButton } from "../../app/Preferences";
import { useTitle } from "../../ui/page";
import { useWords } from "../../i18n/words";
import { signInWords } from "./words";

export function SignInCard(props: { title: string; about?: string; children: ReactNode }) {
  const t = useWords(signInWords);
  useTitle(props.title);
  return (
    <main className="signin">
      <div className="signin-tools">
        <LanguageButton />
        <ThemeButton />
      </div>
      <div className="signin-card">
        <div className="brand">
          <img src="/icon.svg" alt="" width={36} height={36} />
          Ringtree
        </div>
        <p className="muted">{t.tagline}</p>
        <h1>{props.title}</h1>
        {props.about && <p className="muted">{props.about}</p>}
        {props.children}
      </div>
    </main>
  );
}
