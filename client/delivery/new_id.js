/** @import {Env} from "./types" */

/** A `client_id`. @param {Pick<Env, "now" | "random">} env */
export const newId = (env) => `${env.now().toString(36)}-${randomText(env)}${randomText(env)}`;

/** @param {Pick<Env, "random">} env */
const randomText = (env) => env.random().toString(36).slice(2, 10).padEnd(8, "0");
