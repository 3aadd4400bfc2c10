import { useEffect, useState } from "preact/hooks";
import { createAdmin } from "../admin/admin.js";

/** The engine of this session, and its state as of the last change. */
export function useDelivery({ apiBase, session, sessions, env }) {
  const [admin] = useState(() => createAdmin({ apiBase, session, env, shared: sessions }));
  const [state, setState] = useState(admin.state);

  useEffect(() => {
    const unsubscribe = admin.subscribe(() => setState(admin.state));
    admin.start();
    return () => {
      unsubscribe();
      admin.stop();
    };
  }, [admin]);

  return [admin, state];
}
