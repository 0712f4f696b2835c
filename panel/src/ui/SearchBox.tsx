/** The field above a list in which one types what is looked for. */
import { SearchOutlined } from "@ant-design/icons";
import { Input } from "antd";

export function SearchBox(props: {
  label: string;
  value: string;
  onChange: (typed: string) => void;
}) {
  return (
    <Input
      allowClear
      prefix={<SearchOutlined />}
      placeholder={props.label}
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
