/** Small marks on nodes: a picture, and its meaning for who points at it or listens. */
import {
  ExclamationCircleFilled as Problem,
  FlagFilled as Flag,
  SafetyCertificateFilled as Shield,
} from "@ant-design/icons";

function mark(Icon: typeof Flag, className: string) {
  return function Mark({ title }: { title: string }) {
    return (
      <span className={`node-mark ${className}`} title={title} role="img" aria-label={title}>
        <Icon />
      </span>
    );
  };
}

export const FlagFilled = mark(Flag, "mark-start");
export const LifebuoyOutlined = mark(Shield, "mark-fallback");
export const ExclamationCircleFilled = mark(Problem, "mark-problem");
