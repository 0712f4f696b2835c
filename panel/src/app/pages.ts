/** Every page: its address, who sees it, and the code that is loaded when it is first opened. */
import { DashboardOutlined, NodeIndexOutlined, SafetyOutlined } from "@ant-design/icons";
import type { ComponentType } from "react";
import type { appWords } from "./words";
import type { Session } from "./session";

export type PageName = keyof (typeof appWords)["en"]["pages"];
export type GroupName = keyof (typeof appWords)["en"]["groups"];

export interface PageEntry {
  name: PageName;
  group: GroupName;
  path: string;
  icon: ComponentType;
  may: (session: Session) => boolean;
  load: () => Promise<{ default: ComponentType }>;
}

const has = (permission: string) => (session: Session) =>
  session.company !== null && session.user.permissions.some((one) => one === permission);

export const PAGES: readonly PageEntry[] = [
  {
    name: "live",
    group: "work",
    path: "/live",
    icon: DashboardOutlined,
    may: has("live:read"),
    load: () => import("../pages/live/LivePage"),
  },
  {
    name: "trees",
    group: "build",
    path: "/trees",
    icon: NodeIndexOutlined,
    may: has("document:write"),
    load: () => import("../pages/editor/EditorPage"),
  },
  {
    name: "users",
    group: "company",
    path: "/users",
    icon: SafetyOutlined,
    may: has("users"),
    load: () => import("../pages/users/UsersPage"),
  },
];
