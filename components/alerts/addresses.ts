const query = (filters: Record<string, string>): string => {
  const params = new URLSearchParams(filters);
  return params.size === 0 ? '' : `?${params}`;
};

/** Where alerts are listed: those of now, with filters if any. */
export function alertsHref(labSlug: string, filters: Record<string, string> = {}): string {
  return `/${labSlug}/alerts${query(filters)}`;
}

/** Where an alert's page is. */
export function alertHref(labSlug: string, id: string): string {
  return `/${labSlug}/alerts/${id}`;
}

/** Where one alert is acknowledged. */
export function acknowledgeHref(labSlug: string, id: string): string {
  return `${alertHref(labSlug, id)}/acknowledge`;
}

/** Where all that a notification told of is acknowledged. */
export function acknowledgeToldHref(labSlug: string, notificationId: string): string {
  return `/${labSlug}/alerts/acknowledge${query({ notification: notificationId })}`;
}

export function silencesHref(labSlug: string, filters: Record<string, string> = {}): string {
  return `/${labSlug}/alerts/silences${query(filters)}`;
}

export function rulesHref(labSlug: string): string {
  return `/${labSlug}/alerts/rules`;
}

/** Where a rule is looked at and changed. */
export function ruleHref(labSlug: string, id: string): string {
  return `${rulesHref(labSlug)}/${id}`;
}

/** Where a new rule is made. */
export function newRuleHref(labSlug: string): string {
  return `${rulesHref(labSlug)}/new`;
}

export function channelsHref(labSlug: string): string {
  return `/${labSlug}/alerts/channels`;
}

/** The log of what was sent and what was not, with filters if any. */
export function deliveriesHref(labSlug: string, filters: Record<string, string> = {}): string {
  return `/${labSlug}/alerts/deliveries${query(filters)}`;
}

/** Where one notification stands with its attempts and its exact payload. */
export function deliveryHref(labSlug: string, notificationId: string): string {
  return `/${labSlug}/alerts/deliveries/${notificationId}`;
}

/** What was given up and nobody has dismissed. */
export function deadHref(labSlug: string): string {
  return deliveriesHref(labSlug, { status: 'dead', dismissed: 'false' });
}
