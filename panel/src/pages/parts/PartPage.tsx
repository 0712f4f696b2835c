import type { ReactNode } from "react";
import { WithReadableDraft } from "../../app/readable";
import type { PartName } from "../../document/parts";
import { useWords } from "../../i18n/words";
import { Page } from "../../ui/page";
import { PartList } from "./PartList";
import { partWords } from "./words";

/** The page of one part of the document. */
export function PartPage(props: { part: PartName; extra?: (key: string) => ReactNode }) {
  const t = useWords(partWords);
  const { title, about } = t.parts[props.part];
  return (
    <Page title={title} about={about}>
      <WithReadableDraft>
        <PartList {...props} />
      </WithReadableDraft>
    </Page>
  );
}
