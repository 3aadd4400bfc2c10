// Chromium in tests reaches no push service. So PushManager gives a subscription of the test's own push service; all
// else is the browser's.
{
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
  const KEY = "test.push.subscription";

  class Subscription {
    constructor(applicationServerKey) {
      this.options = { userVisibleOnly: true, applicationServerKey };
    }
    toJSON() {
      return { ...window.pushSubscription, expirationTime: null };
    }
    async unsubscribe() {
      localStorage.removeItem(KEY);
      return true;
    }
  }

  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    localStorage.setItem(KEY, applicationServerKey);
    return new Subscription(bytes(applicationServerKey).buffer);
  };
  PushManager.prototype.getSubscription = async () => {
    const key = localStorage.getItem(KEY);
    return key && new Subscription(bytes(key).buffer);
  };
}
