/** @import {UploadForm} from "../wire" */
import { failure } from "./failure.js";

const STALL_MS = 30_000;

/**
 * Posts a file to S3. The only request that is no `fetch`, which reports no progress.
 * @param {UploadForm} form
 * @param {Blob} file
 * @param {(sent: number) => void} onProgress receives bytes
 * @param {AbortSignal} signal
 * @returns {Promise<void>} rejects with a failure: `upload_blocked` if the page's content policy forbids the request
 */
export function transfer({ url, fields }, file, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("file", file);
    let blocked = false;
    let stalled = 0;

    /** @param {SecurityPolicyViolationEvent} event */
    const onViolation = ({ blockedURI }) => {
      blocked ||= blockedURI.startsWith(new URL(url).origin);
    };
    const waitOn = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALL_MS);
    };
    const abort = () => request.abort();

    addEventListener("securitypolicyviolation", onViolation);
    signal.addEventListener("abort", abort);
    request.upload.onprogress = ({ loaded }) => {
      waitOn();
      onProgress(Math.min(loaded, file.size));
    };
    request.onloadend = () => {
      clearTimeout(stalled);
      signal.removeEventListener("abort", abort);
      // The violation is reported after the request has failed.
      setTimeout(() => {
        removeEventListener("securitypolicyviolation", onViolation);
        const { status } = request;
        if (status >= 200 && status < 300) resolve();
        else reject(failure(status, blocked ? "upload_blocked" : undefined));
      });
    };
    request.open("POST", url);
    waitOn();
    request.send(body);
    if (signal.aborted) request.abort();
  });
}
