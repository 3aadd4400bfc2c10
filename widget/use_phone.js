import { useEffect, useState } from "preact/hooks";
import { PHONE } from "./phone.js";

/** Whether the panel fills the screen, which makes it modal. */
export function usePhone() {
  const [phone, setPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const onChange = () => setPhone(query.matches);
    query.addEventListener("change", onChange);
    return () => query.removeEventListener("change", onChange);
  }, []);
  return phone;
}
