/** The live tree with a number on every node where callers are. */
import { ReactFlowProvider } from "@xyflow/react";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useCatalogue } from "../../app/catalogue";
import { useRevision } from "../../app/revision";
import { useCompany } from "../../app/session";
import { graphOf, treeNames } from "../../document/graph";
import { mapping, type Plain } from "../../document/text";
import { Drawing } from "../../drawing/Drawing";
import { ErrorState, Loading } from "../../ui/states";
import { callersIn, type Live } from "./state";

export default function LiveTree({ live }: { live: Live }) {
  const company = useCompany();
  const catalogue = useCatalogue();
  const revision = useRevision(company, null);
  const [chosen, setChosen] = useState("");
  const document = useMemo(() => mapping(revision.data as Plain), [revision.data]);
  const names = treeNames(document);
  const tree = names.includes(chosen) ? chosen : (names[0] ?? "");
  const graph = useMemo(
    () => (catalogue.data ? graphOf(document, tree, catalogue.data.types) : null),
    [document, tree, catalogue.data],
  );
  const overlay = useMemo(() => ({ callers: callersIn(live, tree) }), [live, tree]);
  const error = revision.error ?? catalogue.error;
  if (error) return <ErrorState error={error} />;
  if (!catalogue.data || !revision.data) return <Loading />;
  return (
    <div className="live-tree">
      {names.length > 1 && (
        <Segmented
          value={tree}
          options={names.map((name) => {
            const callers = Object.values(callersIn(live, name)).reduce((a, b) => a + b, 0);
            return { value: name, label: callers > 0 ? `${name} (${callers})` : name };
          })}
          onChange={(next) => setChosen(next)}
        />
      )}
      {graph && (
        <div className="live-drawing">
          <ReactFlowProvider>
            <Drawing
              readOnly
              graph={graph}
              data={document}
              types={catalogue.data.types}
              overlay={overlay}
            />
          </ReactFlowProvider>
        </div>
      )}
    </div>
  );
}
