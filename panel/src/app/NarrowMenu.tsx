/** The menu of narrow screens, which slides in over the page. */
import { Drawer } from "antd";
import type { ReactNode } from "react";

export default function NarrowMenu(props: {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Drawer
      open={props.open}
      placement="left"
      size={260}
      title={props.title}
      onClose={props.onClose}
      styles={{ body: { padding: 0 } }}
    >
      {props.children}
    </Drawer>
  );
}
