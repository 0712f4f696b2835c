/** Parts of the panel whose code comes when it is needed. */
import { lazy, useState, type ComponentType } from "react";

export interface Later {
  (): React.JSX.Element;
  /** Have the code ready; what fails is told where the part is shown. */
  ready: () => Promise<void>;
}

/**
 * A part that is loaded when it is first shown, within a Suspense. If its code is there already it
 * is shown at once: React's own `lazy` would put the fallback up first, and keep it for 300 ms.
 */
export function later(load: () => Promise<{ default: ComponentType }>): Later {
  let loaded: ComponentType | undefined;
  const loading = async () => {
    const found = await load();
    loaded = found.default;
    return found;
  };
  const Loading = lazy(loading);
  function Part() {
    // Chosen once: another component in its place would begin anew.
    const [Shown] = useState<ComponentType>(() => loaded ?? Loading);
    return <Shown />;
  }
  Part.ready = () => loading().then(nothing, nothing);
  return Part;
}

const nothing = () => undefined;
