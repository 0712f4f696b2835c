/** What a publication changes, on the drawing: one tree at a time, the others by name. */
import { ReactFlowProvider } from "@xyflow/react";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { mapping, type Mapping } from "../document/text";
import { compared, treesThatDiffer } from "../drawing/compared";
import { Drawing } from "../drawing/Drawing";
import { useWords } from "../i18n/words";
import { ErrorState, Loading } from "../ui/states";
import { useCatalogue } from "./catalogue";
import { publishWords } from "./publishWords";

export default function DrawnChanges(props: { live: Mapping | null; draft: Mapping }) {
  const { live, draft } = props;
  const t = useWords(publishWords);
  const catalogue = useCatalogue();
  const trees = useMemo(() => treesThatDiffer(live, draft), [live, draft]);
  const [chosen, setChosen] = useState<string | null>(null);
  const tree = trees.find((name) => name === chosen) ?? trees[0];
  const types = catalogue.data?.types;
  const drawn = useMemo(
    () => (tree && types ? compared(live, draft, tree, types) : null),
    [live, draft, tree, types],
  );
  const focus = useMemo(() => ({ nodes: Object.keys(drawn?.overlay.changes ?? {}) }), [drawn]);
  if (tree === undefined) return null;
  if (catalogue.error) return <ErrorState error={catalogue.error} />;
  if (!drawn || !types) return <Loading />;
  const isGone = !(tree in mapping(draft.trees));
  return (
    <section className="publish-part drawn-changes">
      <div className="drawn-changes-head">
        <h3>{t.drawn}</h3>
        {trees.length > 1 && (
          <Segmented
            size="small"
            options={trees}
            value={tree}
            aria-label={t.tree}
            onChange={setChosen}
          />
        )}
      </div>
      <div className="drawn-changes-frame">
        <ReactFlowProvider key={tree}>
          <Drawing
            readOnly
            graph={drawn.graph}
            data={isGone ? (live ?? {}) : draft}
            types={types}
            overlay={drawn.overlay}
            focus={focus}
          />
        </ReactFlowProvider>
      </div>
      <ul className="legend">
        <li className="change-added">{t.added}</li>
        <li className="change-changed">{t.changed}</li>
        <li className="change-removed">{t.removed}</li>
      </ul>
    </section>
  );
}
