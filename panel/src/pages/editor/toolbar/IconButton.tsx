import { Button, Tooltip } from "antd";
import type { ReactNode } from "react";

/** A button that its icon alone tells from others; in words for who does not see it. */
export function IconButton(props: {
  title: string;
  icon: ReactNode;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip title={props.title}>
      <Button
        type="text"
        aria-label={props.title}
        icon={props.icon}
        disabled={props.disabled}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}
