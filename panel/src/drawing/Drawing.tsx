/**
 * The drawing of a tree. The editor draws on it; Try it, Live and the replay lay a way over it.
 * It shows a graph and says what a person did; what that changes is its owner's affair.
 */
import "@xyflow/react/dist/style.css";
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  ControlButton,
  Controls,
  MarkerType,
  MiniMap,
  ReactFlow,
  useEdgesState,
  useNodesState,
  useReactFlow,
  type Connection,
  type NodeChange,
  type OnConnectEnd,
} from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from "react";
import { sizeOf, type TreeGraph } from "../document/graph";
import type { Place } from "../document/layout";
import { FAMILIES } from "../document/nodeWords";
import type { NodeTypes } from "../document/nodes";
import type { Problem } from "../document/problems";
import { summaryOf } from "../document/summary";
import type { Mapping } from "../document/text";
import { useIsDark } from "../app/theme";
import { useLocale } from "../i18n/locale";
import { useWords } from "../i18n/words";
import { CompressOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { NodeCard, type CardNode } from "./NodeCard";
import type { Overlay } from "./overlay";
import { WireEdge, type Wire } from "./WireEdge";
import { drawingWords } from "./words";

const NODE_TYPES = { card: NodeCard };
const EDGE_TYPES = { wire: WireEdge };
const NO_PROBLEMS: Record<string, Problem[]> = {};

export interface DrawingProps {
  graph: TreeGraph;
  data: Mapping;
  types: NodeTypes;
  overlay?: Overlay | undefined;
  problems?: Record<string, Problem[]>;
  /** What stands on a node instead of its first line: today's state of a schedule. */
  notes?: Record<string, string>;
  readOnly?: boolean;
  selection?: readonly string[];
  /** Bring this node into view; a new object each time it is asked for. */
  focus?: { node: string } | null;
  children?: ReactNode;
  onSelect?: (nodes: string[]) => void;
  onMove?: (places: Record<string, Place>) => void;
  onConnect?: (source: string, exit: string, target: string) => void;
  onConnectToNothing?: (source: string, exit: string, place: Place) => void;
  onDelete?: (nodes: string[], edges: { source: string; exit: string }[]) => void;
  onDropType?: (type: string, place: Place) => void;
  onOpen?: (node: string) => void;
}

export function Drawing(props: DrawingProps) {
  const { graph, problems = NO_PROBLEMS, overlay, readOnly = false } = props;
  const isDark = useIsDark();
  const t = useWords(drawingWords);
  const flow = useReactFlow<CardNode, Wire>();
  const cards = useCards(props, problems);
  const wires = useWires(graph, overlay);
  const [nodes, setNodes] = useNodesState<CardNode>(cards);
  const [edges, setEdges, onEdgesChange] = useEdgesState<Wire>(wires);
  const chosen = props.selection;

  useEffect(() => {
    setNodes((before) => {
      const selected = chosen
        ? new Set(chosen)
        : new Set(before.filter((one) => one.selected).map((one) => one.id));
      const known = new Map(before.map((one) => [one.id, one]));
      return cards.map((card) => ({
        ...card,
        ...measuredAs(card, known.get(card.id)),
        selected: selected.has(card.id),
      }));
    });
  }, [cards, chosen, setNodes]);

  useEffect(() => {
    setEdges((before) => {
      const selected = new Set(before.filter((one) => one.selected).map((one) => one.id));
      return wires.map((wire) => ({ ...wire, selected: selected.has(wire.id) }));
    });
  }, [wires, setEdges]);

  const latest = useRef({ nodes, onSelect: props.onSelect });
  useEffect(() => {
    latest.current = { nodes, onSelect: props.onSelect };
  });
  // What a person chooses is told; what the owner chooses is only shown, or the two would argue.
  const change = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const after = applyNodeChanges(changes, latest.current.nodes);
      latest.current.nodes = after;
      setNodes(after);
      if (changes.some((one) => one.type === "select")) {
        latest.current.onSelect?.(after.filter((one) => one.selected).map((one) => one.id));
      }
    },
    [setNodes],
  );

  useFocus(props.focus, flow);
  const frame = useRef<HTMLDivElement>(null);
  const shownTree = useRef("");
  useEffect(() => {
    if (shownTree.current === graph.tree || graph.nodes.length === 0) return;
    const timer = setTimeout(() => {
      shownTree.current = graph.tree;
      showFromStart(flow, graph, frame.current);
    }, 30);
    return () => clearTimeout(timer);
  }, [graph, flow]);

  const connect = useCallback(
    (wire: Connection) => {
      if (wire.source && wire.sourceHandle && wire.target) {
        props.onConnect?.(wire.source, wire.sourceHandle, wire.target);
      }
    },
    [props],
  );

  const connectEnd: OnConnectEnd = useCallback(
    (event, state) => {
      if (state.toNode || !state.fromNode || state.fromHandle?.type !== "source") return;
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (!point || !state.fromHandle.id) return;
      const place = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY });
      props.onConnectToNothing?.(state.fromNode.id, state.fromHandle.id, place);
    },
    [flow, props],
  );

  return (
    <div
      ref={frame}
      className="drawing"
      aria-label={t.drawing}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        const type = event.dataTransfer.getData("application/x-ringtree-node");
        if (!type) return;
        event.preventDefault();
        props.onDropType?.(type, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
      }}
    >
      <ReactFlow<CardNode, Wire>
        nodes={nodes}
        edges={edges}
        onNodesChange={change}
        onEdgesChange={onEdgesChange}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={isDark ? "dark" : "light"}
        minZoom={0.1}
        maxZoom={1.75}
        onlyRenderVisibleElements={graph.nodes.length > 60}
        proOptions={{ hideAttribution: true }}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesFocusable={!readOnly}
        deleteKeyCode={readOnly ? null : ["Delete", "Backspace"]}
        multiSelectionKeyCode={["Shift", "Meta", "Control"]}
        selectionKeyCode="Shift"
        snapToGrid
        snapGrid={[12, 12]}
        onNodeDragStop={(_event, _node, moved) =>
          props.onMove?.(Object.fromEntries(moved.map((one) => [one.id, one.position])))
        }
        onConnect={connect}
        onConnectEnd={connectEnd}
        onDelete={(gone) =>
          props.onDelete?.(
            gone.nodes.map((one) => one.id),
            gone.edges.map((one) => ({ source: one.source, exit: one.data?.exit ?? "" })),
          )
        }
        onNodeDoubleClick={(_event, node) => props.onOpen?.(node.id)}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.4} />
        <Controls showZoom={false} showFitView={false} showInteractive={false}>
          <ControlButton title={t.zoomIn} aria-label={t.zoomIn} onClick={() => void flow.zoomIn()}>
            <PlusOutlined />
          </ControlButton>
          <ControlButton
            title={t.zoomOut}
            aria-label={t.zoomOut}
            onClick={() => void flow.zoomOut()}
          >
            <MinusOutlined />
          </ControlButton>
          <ControlButton
            title={t.fit}
            aria-label={t.fit}
            onClick={() => void flow.fitView({ padding: 0.15, maxZoom: 1, duration: 200 })}
          >
            <CompressOutlined />
          </ControlButton>
        </Controls>
        <MiniMap
          pannable
          zoomable
          ariaLabel={t.minimap}
          nodeClassName={(node) => `mini family-${FAMILIES[String(node.data.type)] ?? "tools"}`}
        />
        {props.children}
      </ReactFlow>
    </div>
  );
}

/** Smaller than this nothing can be read: a long tree is then shown from its beginning. */
const LEGIBLE = 0.62;

type Flow = ReturnType<typeof useReactFlow<CardNode, Wire>>;

function showFromStart(flow: Flow, graph: TreeGraph, frame: HTMLElement | null): void {
  if (!frame) return;
  const { width, height } = frame.getBoundingClientRect();
  const boxes = graph.nodes.map((node) => ({ ...node.place, ...sizeOf(node.exits.length) }));
  const left = Math.min(...boxes.map((box) => box.x));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const top = Math.min(...boxes.map((box) => box.y));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  const whole = Math.min((width - 60) / (right - left), (height - 60) / (bottom - top), 1);
  if (whole >= LEGIBLE) {
    void flow.fitView({ padding: 0.08, maxZoom: 1 });
    return;
  }
  const start = graph.nodes.find((node) => node.isStart) ?? graph.nodes[0];
  const middle = start ? start.place.y + sizeOf(start.exits.length).height / 2 : 0;
  void flow.setViewport({
    x: 32 - (start?.place.x ?? left) * LEGIBLE,
    y: height / 2 - middle * LEGIBLE,
    zoom: LEGIBLE,
  });
}

function useFocus(focus: DrawingProps["focus"], flow: Flow): void {
  useEffect(() => {
    if (!focus) return;
    const timer = setTimeout(() => {
      void flow.fitView({
        nodes: [{ id: focus.node }],
        duration: 250,
        maxZoom: Math.max(flow.getZoom(), 0.9),
        padding: 1.2,
      });
    }, 40);
    return () => clearTimeout(timer);
  }, [focus, flow]);
}

/** What is known of a card's size: without it its wires vanish until the browser measures anew. */
function measuredAs(card: CardNode, before: CardNode | undefined): Pick<CardNode, "measured"> {
  if (!before?.measured || before.data.exits.join() !== card.data.exits.join()) return {};
  return { measured: before.measured };
}

function useCards(props: DrawingProps, problems: Record<string, Problem[]>): CardNode[] {
  const { graph, data, types, overlay, notes, readOnly = false } = props;
  const locale = useLocale();
  return useMemo(
    () =>
      graph.nodes.map((node) => {
        const summary = summaryOf(node.settings, data, locale);
        const found = problems[node.id] ?? [];
        const errors = found.filter((one) => one.severity === "error").length;
        const size = sizeOf(node.exits.length);
        const visited = overlay?.visited ? (overlay.visited[node.id] ?? 0) : null;
        return {
          id: node.id,
          type: "card" as const,
          position: node.place,
          width: size.width,
          height: size.height,
          ariaLabel: `${node.type} ${node.id}`,
          data: {
            name: node.id,
            type: node.type,
            serverTitle: types[node.type]?.title,
            lines: summary.lines,
            exits: node.exits,
            exitTexts: summary.exits,
            isStart: node.isStart,
            isFallback: node.isFallback,
            finishing: types[node.type]?.finishing_exits ?? [],
            errors,
            warnings: found.length - errors,
            visited,
            dimmed: visited === 0,
            current: overlay?.current === node.id,
            callers: overlay?.callers?.[node.id] ?? 0,
            change: overlay?.changes?.[node.id] ?? null,
            note: notes?.[node.id] ?? "",
            readOnly,
          },
        };
      }),
    [graph, data, types, overlay, notes, readOnly, problems, locale],
  );
}

function useWires(graph: TreeGraph, overlay: Overlay | undefined): Wire[] {
  return useMemo(
    () =>
      graph.edges.map((edge) => {
        const taken = overlay?.taken?.has(edge.id) ?? false;
        return {
          id: edge.id,
          type: "wire" as const,
          source: edge.source,
          sourceHandle: edge.exit,
          target: edge.target,
          zIndex: taken ? 5 : 0,
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14 },
          data: {
            exit: edge.exit,
            taken,
            dimmed: overlay?.taken !== undefined && !taken,
            change: overlay?.wires?.[edge.id] ?? null,
          },
        };
      }),
    [graph.edges, overlay],
  );
}
