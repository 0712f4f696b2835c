/** What stands on the canvas besides the tree: its grid, the zoom, the overview. */
import { CompressOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import {
  Background,
  BackgroundVariant,
  ControlButton,
  Controls,
  MiniMap,
  useReactFlow,
} from "@xyflow/react";
import { memo } from "react";
import { FAMILIES } from "../document/nodeWords";
import { useWords } from "../i18n/words";
import { moving } from "../ui/motion";
import type { CardNode } from "./NodeCard";
import { drawingWords } from "./words";

/** The same function always: with another the overview would draw all of its nodes anew. */
function miniClass(node: CardNode): string {
  return `mini family-${FAMILIES[node.data.type] ?? "tools"}`;
}

export const DrawingTools = memo(function DrawingTools(props: {
  /** A map in the corner; where one only looks at a small tree, it would hide more than it shows. */
  overview: boolean;
}) {
  const t = useWords(drawingWords);
  const flow = useReactFlow();
  const buttons = [
    { title: t.zoomIn, icon: <PlusOutlined />, act: () => flow.zoomIn() },
    { title: t.zoomOut, icon: <MinusOutlined />, act: () => flow.zoomOut() },
    {
      title: t.fit,
      icon: <CompressOutlined />,
      act: () => flow.fitView({ padding: 0.15, maxZoom: 1, duration: moving(200) }),
    },
  ];
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.4} />
      <Controls showZoom={false} showFitView={false} showInteractive={false}>
        {buttons.map(({ title, icon, act }) => (
          <ControlButton key={title} title={title} aria-label={title} onClick={() => void act()}>
            {icon}
          </ControlButton>
        ))}
      </Controls>
      {props.overview && (
        <MiniMap pannable zoomable ariaLabel={t.minimap} nodeClassName={miniClass} />
      )}
    </>
  );
});
