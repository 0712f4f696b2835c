/** An icon for each node type; a type this panel has not met yet gets a plain one. */
import {
  ApartmentOutlined,
  ApiOutlined,
  BranchesOutlined,
  ClockCircleOutlined,
  ContactsOutlined,
  ExportOutlined,
  FilterOutlined,
  GlobalOutlined,
  HourglassOutlined,
  MailOutlined,
  NodeIndexOutlined,
  NumberOutlined,
  PercentageOutlined,
  PhoneOutlined,
  RollbackOutlined,
  SoundOutlined,
  StopOutlined,
  TagOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import type { ComponentType } from "react";

const ICONS: Record<string, ComponentType> = {
  greeting: SoundOutlined,
  menu: NumberOutlined,
  hours: ClockCircleOutlined,
  dial: PhoneOutlined,
  queue: HourglassOutlined,
  outside: ExportOutlined,
  voicemail: MailOutlined,
  hang_up: StopOutlined,
  caller: FilterOutlined,
  branch: ApartmentOutlined,
  return: RollbackOutlined,
  language: GlobalOutlined,
  directory: ContactsOutlined,
  set: TagOutlined,
  split: PercentageOutlined,
  webhook: ApiOutlined,
  callback: UndoOutlined,
};

export function NodeIcon({ type }: { type: string }) {
  const Icon = ICONS[type] ?? (type ? NodeIndexOutlined : BranchesOutlined);
  return <Icon />;
}
