/** The part of its own that `Select` loads. */
export { Select as default } from "antd";
