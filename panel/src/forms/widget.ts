/** What every widget of a form is given. */
import type { FieldRowProps } from "./FieldRow";
import type { Widget } from "./schema";

export type WidgetProps = FieldRowProps & { widget: Widget; id: string; labelId: string };

export type KindOf<K extends Widget["kind"]> = Extract<Widget, { kind: K }>;

/** The same, of a widget of one kind. */
export type KindProps<K extends Widget["kind"]> = WidgetProps & { widget: KindOf<K> };
