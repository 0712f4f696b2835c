/** The way of a call over the tree as it was then: played, paused, dragged to any moment. */
import { CaretRightOutlined, PauseOutlined } from "@ant-design/icons";
import { ReactFlowProvider } from "@xyflow/react";
import { Button, Slider } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useCatalogue } from "../../app/catalogue";
import { useColleagues } from "../../app/colleagues";
import { useRevision } from "../../app/revision";
import { useCompany } from "../../app/session";
import { graphOf } from "../../document/graph";
import { mapping, type Plain } from "../../document/text";
import { hopsUntil, lengthOf, type TraceHop } from "../../document/trace";
import { Drawing } from "../../drawing/Drawing";
import { wayOf } from "../../drawing/overlay";
import { clock } from "../../i18n/format";
import { useWords } from "../../i18n/words";
import { ErrorState, Loading } from "../../ui/states";
import { TraceList } from "../../ui/TraceList";
import type { CallRecord } from "./CallDetail";
import { journalWords } from "./words";

/** A replay takes about this long, in seconds, however long the call was. */
const REPLAY = 12;
const FRAME = 60;

export function Replay({ record, hops }: { record: CallRecord; hops: TraceHop[] }) {
  const t = useWords(journalWords);
  const { nameOf } = useColleagues();
  const length = lengthOf(hops);
  const [at, setAt] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const moment = at ?? length;

  useEffect(() => {
    if (!playing) return;
    const step = Math.max(length / REPLAY, 0.5) * (FRAME / 1000);
    const timer = setInterval(
      () => setAt((now) => (now === null || now >= length ? length : now + step)),
      FRAME,
    );
    return () => clearInterval(timer);
  }, [playing, length]);

  const isOver = at !== null && at >= length;
  useEffect(() => {
    if (isOver) setPlaying(false);
  }, [isOver]);

  const seen = at === null ? hops.length : Math.max(1, hopsUntil(hops, moment));
  if (hops.length === 0) return <p className="muted panel-card">{t.noDrawing}</p>;
  const play = () => {
    if (!playing && (at === null || at >= length)) setAt(0);
    setPlaying(!playing);
  };
  return (
    <div className="replay">
      <div className="panel-card replay-drawing">
        <OldTree record={record} hops={hops} seen={seen} />
        <div className="replay-controls">
          <Button
            type="primary"
            icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
            onClick={play}
          >
            {playing ? t.pause : t.play}
          </Button>
          <Slider
            min={0}
            max={length}
            step={0.1}
            value={moment}
            ariaLabelForHandle={t.position}
            tooltip={{ formatter: (value) => clock(value ?? 0) }}
            onChange={(next: number) => {
              setPlaying(false);
              setAt(next);
            }}
          />
          <span className="num">
            {clock(moment)} / {clock(length)}
          </span>
        </div>
      </div>
      <section className="panel-card replay-trace">
        <h2>{t.way}</h2>
        <TraceList
          hops={hops}
          nameOf={(extension) => nameOf(extension) || extension}
          {...(at === null ? {} : { current: seen - 1 })}
          onChoose={(index) => {
            setPlaying(false);
            setAt((hops[index]?.entered ?? 0) + 0.001);
          }}
        />
      </section>
    </div>
  );
}

function OldTree(props: { record: CallRecord; hops: TraceHop[]; seen: number }) {
  const { record, hops, seen } = props;
  const company = useCompany();
  const catalogue = useCatalogue();
  const number = typeof record.revision === "number" ? record.revision : null;
  const revision = useRevision(company, number);
  const tree = hops[seen - 1]?.tree ?? "";
  const document = useMemo(() => mapping(revision.data as Plain), [revision.data]);
  const graph = useMemo(
    () => (catalogue.data ? graphOf(document, tree, catalogue.data.types) : null),
    [document, tree, catalogue.data],
  );
  const overlay = useMemo(() => wayOf(hops, tree, seen), [hops, tree, seen]);
  // The whole way is in view, whatever the size of the tree.
  const focus = useMemo(
    () => ({ nodes: hops.filter((hop) => hop.tree === tree).map((hop) => hop.node) }),
    [hops, tree],
  );
  const error = revision.error ?? catalogue.error;
  if (error) return <ErrorState error={error} />;
  if (!catalogue.data || !revision.data) return <Loading />;
  if (!graph) return null;
  return (
    <div className="replay-frame">
      <ReactFlowProvider>
        <Drawing
          readOnly
          graph={graph}
          data={document}
          types={catalogue.data.types}
          overlay={overlay}
          focus={focus}
        />
      </ReactFlowProvider>
    </div>
  );
}
