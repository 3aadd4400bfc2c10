/** The parts of a service worker's world that the dashboard's uses. TypeScript's own library for it excludes the page's. */

/** What `chalicelib/notify/push/content.py` sends. */
export interface NotificationContent {
  title: string;
  body: string;
  site: string;
  conversation_id: string;
  count: number;
}

export interface Client {
  focused: boolean;
  focus(): Promise<Client>;
  navigate(url: string): Promise<Client | null>;
  postMessage(message: unknown): void;
}

interface Extendable extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface Events {
  install: Extendable;
  activate: Extendable;
  fetch: Extendable & { request: Request; respondWith(answer: Promise<Response>): void };
  push: Extendable & { data: { json(): Partial<NotificationContent> } | null };
  notificationclick: Extendable & { notification: Notification };
  pushsubscriptionchange: Extendable & { oldSubscription?: PushSubscription };
}

type Shown = NotificationOptions & { renotify: boolean };

export interface Worker {
  registration: Omit<ServiceWorkerRegistration, "showNotification"> & {
    showNotification(title: string, options: Shown): Promise<void>;
  };
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window" }): Promise<Client[]>;
    openWindow(url: string): Promise<Client | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): void;
}
