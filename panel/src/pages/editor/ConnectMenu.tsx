/** A wire let go over empty space: what shall come there? */
import { Modal } from "antd";
import { useMemo, useState } from "react";
import type { Place } from "../../document/layout";
import type { NodeTypes } from "../../document/nodes";
import { useWords } from "../../i18n/words";
import { Palette } from "./Palette";
import { editorWords } from "./words";

export interface OpenWire {
  source: string;
  exit: string;
  place: Place;
}

export interface ConnectMenuState {
  at: OpenWire | null;
  open: (at: OpenWire) => void;
  close: () => void;
}

export function useConnectMenu(): ConnectMenuState {
  const [at, setAt] = useState<OpenWire | null>(null);
  return useMemo(() => ({ at, open: setAt, close: () => setAt(null) }), [at]);
}

export function ConnectMenu(props: {
  menu: ConnectMenuState;
  types: NodeTypes;
  onChoose: (type: string, at: OpenWire) => void;
}) {
  const t = useWords(editorWords);
  const { menu } = props;
  return (
    <Modal
      open={menu.at !== null}
      title={t.chooseType}
      footer={null}
      width={520}
      onCancel={menu.close}
      destroyOnHidden
      className="connect-menu"
    >
      <Palette
        disabled={false}
        types={props.types}
        onAdd={(type) => {
          if (menu.at) props.onChoose(type, menu.at);
          menu.close();
        }}
      />
    </Modal>
  );
}
