/** This device calls nobody any more: somebody signs out here. The server forgets it with the session, or by the service's answer. */
export async function leaveDevice(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    for (const notification of (await registration?.getNotifications()) ?? []) notification.close();
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
  } catch {
    // A browser that refuses to tell has nothing of ours.
  }
}
