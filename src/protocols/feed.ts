/** A feed before it is Atom or JSON: one model, so that both say the same. */
export interface Feed {
  /** A URI that never changes, the same for every page of the feed. */
  readonly id: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly lang: string;
  readonly updated: Date;
  /** The address of this page of the feed, in the format being written. */
  readonly self: string;
  /** The page that people read. */
  readonly home: string;
  /** Pages of the feed (RFC 5005, section 3), in the format being written. */
  readonly first?: string;
  readonly previous?: string;
  readonly next?: string;
  /** The same feed in other languages and other formats. */
  readonly alternates?: readonly FeedLink[];
  /** Who publishes the portal; entries without authors are theirs. */
  readonly author: FeedAuthor;
  readonly rights?: string;
  readonly icon?: string;
  readonly entries: Iterable<FeedEntry>;
  /** What was withdrawn. */
  readonly tombstones?: Iterable<FeedTombstone>;
}

export interface FeedAuthor {
  readonly name: string;
  readonly url?: string;
}

export interface FeedLink {
  readonly url: string;
  readonly lang?: string;
  readonly type?: string;
  readonly title?: string;
}

export interface FeedFile extends FeedLink {
  readonly type: string;
  readonly bytes?: number;
}

export interface FeedCategory {
  readonly term: string;
  /** The vocabulary, as a URI: what tells the theme `asylum` from the focus `asylum`. */
  readonly scheme?: string;
  readonly label: string;
}

export interface FeedEntry {
  /** A URI that never changes. */
  readonly id: string;
  /** The page of the entry. */
  readonly url: string;
  /** The language of title, summary and content, which need not be that of the feed. */
  readonly lang: string;
  readonly title: string;
  readonly summary?: string;
  /** Sanitised HTML whose addresses are absolute. */
  readonly content_html?: string;
  readonly published?: Date;
  readonly updated: Date;
  /** Institutions. */
  readonly authors?: readonly FeedAuthor[];
  readonly categories?: readonly FeedCategory[];
  /** The entry in other languages. */
  readonly translations?: readonly FeedLink[];
  /** Where the entry comes from: the official source. */
  readonly source_url?: string;
  readonly files?: readonly FeedFile[];
}

export interface FeedTombstone {
  /** The `id` of the withdrawn entry. */
  readonly id: string;
  readonly withdrawn: Date;
  readonly lang?: string;
  readonly reason?: string;
  readonly successor_url?: string;
}
