import { Alert, Typography } from "antd";

/** Something that is shown this once. */
export function Secret({ label, value }: { label: string; value: string }) {
  return (
    <>
      <Alert type="info" showIcon title={label} />
      <Typography.Paragraph copyable className="invite-link">
        {value}
      </Typography.Paragraph>
    </>
  );
}
