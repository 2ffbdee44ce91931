/**
 * What client and server say to each other beyond the Language Server Protocol: names and plain types. The only file of the server
 * that the client imports, so it imports nothing.
 */

/** The `initializationOptions` of the client. */
export interface ClientOptions {
  /** Whether the user trusts the workspace; see {@link trustGranted}. */
  readonly trusted: boolean;
  /** URI of the folder with the rules' pages, with a slash at the end. */
  readonly rulePages?: string;
  /** The client's command that opens the list of completions, for keys whose values are known. */
  readonly suggestCommand?: string;
  /** Whether the client shows trees, and so wants {@link treesChangedNotification}. */
  readonly trees?: boolean;
  /** Whether the client knows of Git: it answers {@link committedTextRequest} and sends {@link committedChangedNotification}. */
  readonly committedTexts?: boolean;
}

export interface PositionData {
  readonly line: number;
  readonly character: number;
}

/** A place in a document. */
export interface PlaceParams {
  readonly uri: string;
  readonly position: PositionData;
}

/** Request: the versions of the pack at a place, for a person to choose from. Answer: {@link PackVersionsResult} or null. */
export const packVersionsRequest = "clusterProfiles/packVersions";

export interface PackVersionsResult {
  readonly name: string;
  readonly current: string;
  /** Newest first. */
  readonly versions: readonly PackVersionItem[];
}

export interface PackVersionItem {
  readonly version: string;
  readonly relation: "newer" | "current" | "older" | "unordered";
  readonly distance: "patch" | "minor" | "major" | undefined;
  readonly state: "deprecated" | "disabled" | "deleted" | undefined;
  readonly prerelease: boolean;
  /** The pack's default values differ from those of the current version. */
  readonly otherDefaults: boolean;
}

/** Request: the edit that takes the pack at a place to a version. Answer: {@link ProfileEditResult} or null. */
export const updatePackRequest = "clusterProfiles/updatePack";

export interface UpdatePackParams extends PlaceParams {
  /** The pack and its version as they were when the list was made; the answer is null when another one is at the place by now. */
  readonly name: string;
  readonly current: string;
  readonly version: string;
  /** The change goes into this new version of the profile, beside the old one. */
  readonly newVersion?: string | undefined;
}

export interface ProfileEditResult<Edit> {
  readonly edit: Edit;
  /** The file that holds the changed profile: another one when it became a new version. */
  readonly uri: string;
  /** What it leaves to do, in words for the user. */
  readonly left?: string;
  /** What a review of the update would show first, in a few words, where the edit changes the version and leaves values that want a look. */
  readonly toReview?: string;
}

/** Request: the edit that updates all packs of the profile at a place. Answer: {@link UpdateAllResult}. */
export const updateAllPacksRequest = "clusterProfiles/updateAllPacks";

export type Reach = "patch" | "minor" | "newest";

export interface UpdateAllParams extends PlaceParams {
  readonly reach: Reach;
  /** The change goes into this new version of the profile, beside the old one. */
  readonly newVersion?: string | undefined;
}

/** The edit, or why there is none. */
export type UpdateAllResult<Edit> =
  | ({ readonly kind: "edit" } & ProfileEditResult<Edit>)
  | { readonly kind: "no-profile" }
  | { readonly kind: "no-registry" }
  /** Packs have somewhere to go, and none can be taken there by itself: why, for the user. */
  | { readonly kind: "left"; readonly left: string }
  | { readonly kind: "up-to-date" };

/**
 * Request: the version of the profile at a place, and the next ones. Answer: {@link ProfileVersionsResult}. What cannot be done is an
 * error with a message for the user, here and in the requests below.
 */
export const profileVersionsRequest = "clusterProfiles/profileVersionsAt";

export interface ProfileVersionsResult {
  /** "" for a profile that states no name. */
  readonly name: string;
  readonly version: string;
  /** Absent where it may be any. */
  readonly context?: string | undefined;
  /** Clusters that are on this version. */
  readonly clusters: number;
  /** Those that are free, the smallest step first. */
  readonly bumps: readonly { readonly bump: ProfileBump; readonly version: string }[];
}

export type ProfileBump = "patch" | "minor" | "major" | "prerelease";

/** A version for the profile at a place. */
export interface ProfileVersionParams extends PlaceParams {
  readonly version: string;
}

/** Request: whether the profile at a place can have a version. Answer: null, or why not in words for the user. */
export const checkProfileVersionRequest = "clusterProfiles/checkProfileVersion";

/** Request: the edit that changes the version of the profile at a place. Answer: a WorkspaceEdit. */
export const bumpProfileRequest = "clusterProfiles/bumpProfile";

/**
 * Request: the edit that adds a version of the profile at a place, beside it. Answer: {@link ProfileEditResult}, whose file is the same
 * where that holds several documents.
 */
export const newProfileVersionRequest = "clusterProfiles/newProfileVersion";

/** A profile, whatever its version. */
export interface ProfileData {
  readonly name: string;
  /** Absent where it may be any. */
  readonly context?: string | undefined;
}

/**
 * Request: profiles that clusters could be moved between the versions of. Params: a {@link PlaceParams} of a cluster, for its profiles
 * alone, or null. Answer: {@link MovableProfileData}s.
 */
export const movableProfilesRequest = "clusterProfiles/movableProfiles";

export interface MovableProfileData extends ProfileData {
  readonly clusters: number;
  /** Newest first. */
  readonly versions: readonly string[];
}

/** Request: the profile that is meant at a place, for moving clusters. Answer: {@link MoveSubjectData} or null. */
export const moveSubjectRequest = "clusterProfiles/moveSubject";

export interface MoveSubjectData extends ProfileData {
  /** The version at the place. */
  readonly from?: string | undefined;
}

/** Request: the versions that clusters can be moved to, newest first. Params: {@link MoveSubjectData}. Answer: {@link MoveTargetData}s. */
export const moveTargetsRequest = "clusterProfiles/moveTargets";

export interface MoveTargetData {
  readonly version: string;
  /** How many clusters are on it. */
  readonly clusters: number;
  readonly newest: boolean;
  /** What differs from the version that is left, in a line. */
  readonly differs?: string | undefined;
  /** What the move does to the clusters that would be ticked: in a word or two, and with how many of them it hits. */
  readonly effect?: { readonly name: string; readonly words: string } | undefined;
}

/** Request: the clusters that are not on a version yet. Answer: {@link MoveChoiceData}s. */
export const moveChoicesRequest = "clusterProfiles/moveChoices";

export interface MoveChoicesParams extends MoveSubjectData {
  readonly to: string;
  /** Picks the clusters of this part of the rollout board. */
  readonly part?: BoardPartData | undefined;
}

export interface MoveChoiceData {
  readonly id: string;
  readonly label: string;
  /** The version that the cluster is on. */
  readonly from?: string | undefined;
  readonly cloudType?: string | undefined;
  readonly uri: string;
  /** How it is, and how long ago that was true, in words. */
  readonly status: string;
  /** What the move does to it, in a word or two. */
  readonly effect: string;
  /** Why it cannot be moved. */
  readonly obstacle?: string | undefined;
  /** Picked before a person has looked. */
  readonly picked: boolean;
}

/** Request: the edit that moves the clusters with the ids. Answer: {@link ClusterEditResult}. */
export const moveClustersRequest = "clusterProfiles/moveClusters";

export interface MoveClustersParams extends ProfileData {
  readonly to: string;
  readonly ids: readonly string[];
}

/** An edit that changes what clusters have attached. */
export interface ClusterEditResult<Edit> {
  readonly edit: Edit;
  /** Absent where no node is disturbed and there is nothing to know. */
  readonly effect?: EffectPreviewData | undefined;
}

/** What the edit does to the clusters. */
export interface EffectPreviewData extends MarkdownPage {
  /** What a person has to agree to before the edit is looked at. Plain texts; absent where no node is replaced. */
  readonly question?: { readonly message: string; readonly detail: string } | undefined;
}

/** Request: the edit that attaches the profile version at a place to the clusters at others. Answer: {@link ClusterEditResult}. */
export const attachProfileRequest = "clusterProfiles/attachProfile";

export interface AttachProfileParams {
  readonly profile: PlaceParams;
  readonly clusters: readonly PlaceParams[];
}

/**
 * Command of the client: choose a version and clusters to move to it. Arguments: one {@link PlaceParams}, and what is chosen already: the
 * version, and ids of {@link MoveChoiceData}s, or `picked` for those that are picked before anybody has looked.
 */
export const moveClustersCommand = "clusterProfiles.changeProfileVersionOfClusters";

/** Command of the client: offer to move clusters to a version that was just made. Arguments: one {@link MadeVersionData}. */
export const offerMoveCommand = "clusterProfiles.offerMove";

export interface MadeVersionData {
  readonly name: string;
  readonly context?: string | undefined;
  /** The version that it was made of. */
  readonly from: string;
  readonly to: string;
}

/** Request: the versions that the profile at a place can be compared with. Answer: {@link VersionsToCompareResult}. */
export const versionsToCompareRequest = "clusterProfiles/versionsToCompare";

export interface VersionsToCompareResult {
  readonly name: string;
  readonly version: string;
  readonly place: PlaceParams;
  /** Newest first. */
  readonly versions: readonly VersionToCompareItem[];
}

export interface VersionToCompareItem {
  readonly version: string;
  /** Of its name. */
  readonly place: PlaceParams;
  /** What differs, from the older to the newer of the two, in a few words; absent far down a long list. */
  readonly line?: string;
}

/** Request: what differs between two profiles, the older version first. Answer: {@link ProfileComparisonResult}. */
export const compareProfilesRequest = "clusterProfiles/compareProfiles";

export interface CompareProfilesParams {
  readonly first: PlaceParams;
  readonly second: PlaceParams;
}

export interface ProfileComparisonResult {
  /** "platform 1.4.0 → 1.5.0". */
  readonly title: string;
  /** In a few words. */
  readonly line: string;
  readonly markdown: string;
  readonly before: ComparedDocument;
  readonly after: ComparedDocument;
}

export interface ComparedDocument {
  /** The file that holds the profile. */
  readonly uri: string;
  readonly name: string;
  readonly version: string;
  /** The profile's own document, when the file holds others besides. */
  readonly text?: string;
}

/**
 * Request: which clusters are on the profile version at a place, or which versions the cluster there is on; all of them when there is
 * neither. Answer: {@link MarkdownPage}.
 */
export const verifyAssignmentRequest = "clusterProfiles/verifyAssignment";

export interface VerifyAssignmentParams {
  readonly place?: PlaceParams;
}

/** Something to read. */
export interface MarkdownPage {
  /** Plain text. */
  readonly title: string;
  /** Links of it to files begin with a slash and are relative to the first folder of the workspace, as previews read them. */
  readonly markdown: string;
}

/** Command of the client: show who is on which profile version. Arguments: one {@link PlaceParams}, or none for the cursor's. */
export const verifyAssignmentCommand = "clusterProfiles.verifyAssignment";
/** Command of the client: show a place. Arguments: the URI of a document, and a range in it ({@link PlaceData}). */
export const openPlaceCommand = "clusterProfiles.openPlace";

/**
 * Request: the edit that makes the override at a place a part of a new version of its profile. Answer: {@link ProfileEditResult}, whose
 * file is the profile's.
 */
export const moveOverrideRequest = "clusterProfiles/moveOverride";

/**
 * Scheme of documents that hold the values or a manifest of one layer alone. Their URIs say which, are made by the server, and work
 * for every request about a document.
 */
export const valuesWindowScheme = "cluster-profiles-values";

/** Command of the client: open the values of the pack at a place alone. Arguments: one {@link PlaceParams}, or none for the cursor's. */
export const openValuesCommand = "clusterProfiles.openValues";

/** Request: the texts of the pack at a place that can be opened alone, one at least. Answer: {@link ValuesWindowItem}s. */
export const valuesWindowsRequest = "clusterProfiles/valuesWindows";

export interface ValuesWindowItem {
  readonly uri: string;
  /** "values", or "manifest NAME". */
  readonly label: string;
  /** Where in it the place is, when it is inside. */
  readonly position?: PositionData;
}

/** Request: the text of a document of {@link valuesWindowScheme} as the profile has it. Answer: {@link ValuesText}. */
export const readValuesRequest = "clusterProfiles/readValues";

export interface ReadValuesParams {
  readonly uri: string;
}

export interface ValuesText {
  readonly text: string;
  /** The profile's file. */
  readonly file: string;
}

/** Request: a changed text of such a document as an edit of the profile. Answer: {@link MergeValuesResult}. */
export const mergeValuesRequest = "clusterProfiles/mergeValues";

export interface MergeValuesParams {
  readonly uri: string;
  /** What the text was changed from: the profile may have changed since, too. */
  readonly base: string;
  readonly text: string;
}

export interface MergeValuesResult<Edit> {
  readonly edit: Edit;
  /** What the profile has now. */
  readonly current: string;
  /** What it has after the edit: the text, with the changes of the profile. */
  readonly text: string;
}

/** Notification to the client: the profile has another text for an open document of {@link valuesWindowScheme}, or none any more. */
export const valuesChangedNotification = "clusterProfiles/valuesChanged";

export interface ValuesChanged {
  readonly uri: string;
  /** Undefined when there is none. */
  readonly text?: string | undefined;
}

/** Command of the client: choose a version for the pack at a place. Arguments: one {@link PlaceParams}. */
export const choosePackVersionCommand = "clusterProfiles.choosePackVersion";

/** Command of the client: choose how far all packs of the profile at a place should go. Arguments: one {@link PlaceParams}. */
export const updateAllPacksCommand = "clusterProfiles.updateAllPacks";

/** Command of the client: choose packs of the profile at a place, and update them. Arguments: one {@link PlaceParams}, or none. */
export const updatePacksCommand = "clusterProfiles.updatePacks";

/** Command of the client: take the pack at a place to a version, or ask what is to be asked. Arguments: one {@link UpdatePackToParams}. */
export const updatePackToCommand = "clusterProfiles.updatePackTo";

export interface UpdatePackToParams extends PlaceParams {
  readonly version: string;
}

/** Command of the client: one pack in all profiles. Arguments: the {@link PlaceParams} of a pack, or none. */
export const updatePackInAllProfilesCommand = "clusterProfiles.updatePackInAllProfiles";

/** Request: the packs of the profile at a place that can be updated. Answer: {@link UpdateChoicesResult}, or null where there is no profile. */
export const updateChoicesRequest = "clusterProfiles/updateChoices";

export interface UpdateChoicesParams extends PlaceParams {
  /** Versions that the user has chosen instead of those that are proposed. */
  readonly chosen?: readonly ChosenPackData[];
  /** Places of the packs that are to change; absent for all. */
  readonly ticked?: readonly PositionData[];
}

/** A pack as it was when the list was made. */
export interface ChosenPackData {
  readonly position: PositionData;
  readonly name: string;
  readonly current: string;
  readonly version: string;
}

export interface UpdateChoicesResult {
  /** Where the profile is: in its own file, wherever it was asked about. */
  readonly place: PlaceParams;
  /** "" for a profile that states no name. */
  readonly name: string;
  readonly version: string;
  readonly packs: readonly UpdatablePackData[];
  /** Why there are none, where there are none. */
  readonly none?: string;
}

export interface UpdatablePackData extends ChosenPackData {
  readonly distance?: "patch" | "minor" | "major" | undefined;
  /**
   * - `clean`: goes there with its values
   * - `review`: somebody has to look at the values
   * - `unknown`: the values cannot be taken along
   * - `conflict`: something stands against it
   */
  readonly outcome: "clean" | "review" | "unknown" | "conflict";
  /** The same in words. */
  readonly note: string;
}

/** Request: the edit that takes chosen packs of the profile at a place to their versions. Answer: {@link UpdateChosenResult}. */
export const updateChosenRequest = "clusterProfiles/updateChosen";

export interface UpdateChosenParams extends PlaceParams {
  readonly packs: readonly ChosenPackData[];
  /** The change goes into this new version of the profile, beside the old one. */
  readonly newVersion?: string | undefined;
}

export interface UpdateChosenResult<Edit> {
  /** Absent where no pack is clean. */
  readonly change?: ProfileEditResult<Edit>;
  /** Those that were not updated. */
  readonly left: readonly UpdatablePackData[];
}

/**
 * Request: the newer versions of the pack at a place, newest first, beside the rest of a choice. Params: {@link UpdateChoicesParams}. Answer:
 * {@link VersionToGoToItem}s, or null where there is no pack.
 */
export const versionsToGoToRequest = "clusterProfiles/versionsToGoTo";

export interface VersionToGoToItem {
  readonly version: string;
  /** `later`: once a version between has been reached. */
  readonly verdict: "proposed" | "offered" | "withheld" | "later";
  readonly distance?: "patch" | "minor" | "major" | undefined;
  /** What becomes of the values, or why not; "" where there is nothing to say. */
  readonly note: string;
}

/** Request: the packs that are behind in some profile of the workspace. Answer: {@link OutdatedPackData}s. */
export const outdatedPacksRequest = "clusterProfiles/outdatedPacks";

export interface OutdatedPackData {
  readonly name: string;
  /** Those that profiles have, newest first. */
  readonly current: readonly string[];
  readonly newest: string;
  readonly profiles: number;
}

/** Request: where a pack could go, and how many profiles that touches. Params: {@link PackOfAllParams}. Answer: {@link EverywhereTargetData}s. */
export const everywhereTargetsRequest = "clusterProfiles/everywhereTargets";

/** A pack by its name, or the one at a place. */
export interface PackOfAllParams {
  readonly pack: string | PlaceParams;
}

export interface EverywhereTargetsResult {
  readonly name: string;
  readonly targets: readonly EverywhereTargetData[];
}

export interface EverywhereTargetData {
  readonly to: Reach | { readonly version: string };
  /** What it comes to, newest first. */
  readonly versions: readonly string[];
  readonly profiles: number;
  /** Those among them that clusters use. */
  readonly used: number;
  /** Comes to the same as a nearer one, and need not be shown. */
  readonly same: boolean;
}

/**
 * Request: the edit that updates a pack in all profiles, to be looked at first. May take a while: it can be cancelled, and tells its
 * progress to a `workDoneToken`. Answer: {@link UpdateEverywhereResult}.
 */
export const updateEverywhereRequest = "clusterProfiles/updateEverywhere";

export interface UpdateEverywhereParams {
  readonly name: string;
  readonly to: Reach | { readonly version: string };
  /** What profiles that clusters use become; absent leaves them alone. */
  readonly newVersion?: "patch" | "minor" | "major" | undefined;
}

export interface UpdateEverywhereResult<Edit> {
  /** Absent where nothing can be changed. */
  readonly edit?: Edit;
  readonly profiles: number;
  readonly left: readonly LeftProfileData[];
}

/** A profile in which the pack stays where it is. */
export interface LeftProfileData extends PlaceData {
  readonly name: string;
  readonly version: string;
  /** The version that the pack would go to. */
  readonly target: string;
  readonly why: string;
  readonly canReview: boolean;
}

/** Notification to the client: what the catalog is made of, whenever that changes. */
export const statusNotification = "clusterProfiles/status";

export interface CatalogStatus {
  readonly registries: readonly {
    readonly label: string;
    readonly packs: number;
    readonly failure: string | undefined;
  }[];
  readonly troubles: readonly { readonly source: string; readonly path: string; readonly message: string }[];
  readonly profiles: number;
}

export type TreeName = "profiles" | "clusters";

/** Of profiles: `type`, `context`. Of clusters: the others. */
export type TreeGrouping = "type" | "context" | "cloudType" | "profileVersion" | "tag" | "status";

/** What a tree shows, and how. */
export interface TreeOptions {
  readonly groupBy?: TreeGrouping;
  /** Part of a name, version or tag. */
  readonly text?: string;
  readonly outdatedOnly?: boolean;
  /** Of profiles: versions that no cluster is on. */
  readonly unusedOnly?: boolean;
  /** Of clusters: only what is in this part of the rollout board. */
  readonly part?: BoardPartData;
}

/** Request: what is below an item of a tree, or its roots. Answer: {@link TreeChildrenResult}. */
export const treeChildrenRequest = "clusterProfiles/treeChildren";

export interface TreeChildrenParams {
  readonly tree: TreeName;
  /** Id of the parent; undefined for the roots. */
  readonly parent?: string;
  readonly options?: TreeOptions;
}

export interface TreeChildrenResult {
  readonly items: readonly TreeItemData[];
  /** With the roots: how many profiles or clusters are shown, of how many. */
  readonly summary?: { readonly shown: number; readonly total: number };
}

/** Its place is asked for when it is needed ({@link treeItemRequest}), because places move while somebody types. */
export interface TreeItemData {
  /** The same for the same thing, unique in its tree. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** A kind, and flags behind it: `pack outdated`. */
  readonly contextValue: string;
  /** The document that it is about. */
  readonly uri?: string;
  readonly hasChildren: boolean;
  readonly accessibilityLabel: string;
}

/** Request: an item as it is now, with what it takes longer to say. Answer: {@link TreeItemDetails} or null when it is gone. */
export const treeItemRequest = "clusterProfiles/treeItem";

export interface TreeItemParams {
  readonly tree: TreeName;
  readonly id: string;
  readonly options?: TreeOptions;
}

export interface TreeItemDetails {
  readonly item: TreeItemData;
  /** Markdown; may be empty. */
  readonly tooltip: string;
  readonly place?: PlaceData;
}

export interface PlaceData {
  readonly uri: string;
  readonly range: { readonly start: PositionData; readonly end: PositionData };
}

/** Request: the items from a root to what a tree shows of a place. Answer: items, none when the tree does not show it. */
export const treePathRequest = "clusterProfiles/treePath";

export interface TreePathParams extends PlaceParams {
  readonly tree: TreeName;
  readonly options?: TreeOptions;
}

/** Command of the client: open the rollout board. Arguments: a {@link PlaceParams} in a profile or a cluster, or none. */
export const showRolloutBoardCommand = "clusterProfiles.showRolloutBoard";

/** Request: clusters counted by profile version. Parameters: {@link RolloutBoardParams}. Answer: {@link RolloutBoardData}. */
export const rolloutBoardRequest = "clusterProfiles/rolloutBoard";

/** `profile` is for the board of all profiles only. */
export type BoardGrouping = "profile" | "cloudType" | "tag" | "status" | "cluster";

export interface RolloutBoardParams {
  /** Absent for the profile that most clusters use. */
  readonly profile?: ProfileData | "all" | undefined;
  readonly groupBy?: BoardGrouping | undefined;
  /** How many rows at most. */
  readonly rows?: number | undefined;
  /** Opened groups, by key: how many of their clusters at most. */
  readonly opened?: Readonly<Record<string, number>> | undefined;
  /** All versions, when there are many and no cluster is on some. */
  readonly unused?: boolean | undefined;
}

export interface BoardScopeData {
  /** Absent for all profiles: the columns are then how far behind clusters are, instead of versions. */
  readonly profile?: ProfileData | undefined;
  readonly groupBy: BoardGrouping;
}

/** A cell of the board by the keys of its row and column; without a column a row, without a row a column. */
export interface BoardPartData extends BoardScopeData {
  readonly group?: string | undefined;
  readonly cluster?: string | undefined;
  readonly column?: string | undefined;
}

export interface RolloutBoardData extends BoardScopeData {
  /** Those to choose from, by name. */
  readonly profiles: readonly (ProfileData & { readonly clusters: number; readonly versions: number })[];
  /** The version to move clusters to; absent for all profiles. */
  readonly newest?: string | undefined;
  /** All clusters of the workspace. */
  readonly clusters: number;
  /** Oldest version to newest, then what is on none of them. */
  readonly columns: readonly BoardColumnData[];
  /** How many versions have no column, because no cluster is on them. */
  readonly leftOut: number;
  readonly total: BoardRowData;
  readonly rows: BoardRowsData;
}

export interface BoardColumnData {
  readonly key: string;
  readonly kind: "version" | "lag" | "unknown" | "not-judged";
  readonly version: string;
  /** How many versions behind the newest. */
  readonly lag?: number | undefined;
}

export interface BoardRowData {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly isCluster: boolean;
  readonly clusters: number;
  /** Clusters on an older version than the newest. */
  readonly behind: number;
  /** Those of them that cannot be moved at the moment. */
  readonly stuck?: BoardStuckData | undefined;
  readonly cells: readonly BoardCellData[];
  /** Of a row that is one profile's, on the board of all. */
  readonly profile?: ProfileData | undefined;
  /** The version that its clusters are to go to; absent for rows of several profiles. */
  readonly newest?: string | undefined;
  /** Of an opened group. */
  readonly children?: BoardRowsData | undefined;
}

export interface BoardCellData {
  /** Number of the column. */
  readonly column: number;
  readonly clusters: number;
  /** In the row of one cluster: its profile versions. */
  readonly stated: readonly string[];
  /** Of clusters that could be moved on, those that cannot at the moment. */
  readonly stuck?: BoardStuckData | undefined;
}

/** Clusters that cannot be moved. */
export interface BoardStuckData {
  readonly clusters: number;
  /** One of them, and why, as the end of a sentence. */
  readonly example: string;
  readonly why: string;
}

/** A part of a list, from its beginning, and how long it is. */
export interface BoardRowsData {
  readonly shown: readonly BoardRowData[];
  readonly count: number;
}

/** Request: read folders, configuration and registries again. Answers when that is done. */
export const reloadRequest = "clusterProfiles/reload";

/** Notification to the client: a tree shows something else from now on. Sent to clients that said they have trees. */
export const treesChangedNotification = "clusterProfiles/treesChanged";

export interface TreesStatus {
  readonly profiles: number;
  /** In the newest version of each profile. */
  readonly packsToUpdate: number;
  readonly profilesToUpdate: number;
  readonly clusters: number;
  readonly clustersBehind: number;
}

/** Request to the client: a file's text at the last commit. Parameters: {@link CommittedTextParams}. Answer: {@link CommittedTextResult}. */
export const committedTextRequest = "clusterProfiles/committedText";

export interface CommittedTextParams {
  readonly uri: string;
}

export interface CommittedTextResult {
  /** Null where the file was not there, or no repository is known. */
  readonly text: string | null;
}

/** Notification to the server: what Git knows of the workspace, whenever that changes. */
export const committedChangedNotification = "clusterProfiles/committedChanged";

export interface CommittedChangedParams {
  /** URIs of all files that differ from the last commit on the disk. */
  readonly changed: readonly string[];
  /** Repositories came or went, or stand at another commit: texts that were asked for may not be the last any more. */
  readonly anew: boolean;
}

/** Notification to the server: the user has come to trust the workspace. */
export const trustGranted = "clusterProfiles/trustGranted";

/**
 * Scheme of documents that hold what the values of a pack would become with an update of it, for a person to look through and to change
 * before it is accepted; and of those that hold what the profile has, by the same URI otherwise.
 */
export const reviewScheme = "cluster-profiles-review";
export const reviewBeforeScheme = "cluster-profiles-review-before";

/** Command of the client: review the update of a pack. Arguments: one {@link ReviewUpdateParams}, or none for the pack at the cursor. */
export const reviewUpdateCommand = "clusterProfiles.reviewUpdate";

/** Command of the client: a conflict is decided as it stands, or open again. Arguments: one {@link DecideReviewParams}. */
export const decideReviewCommand = "clusterProfiles.review.decide";

/** Request: the review of the update of the pack at a place. Answer: {@link ReviewStartResult}. Nothing is kept of it. */
export const startReviewRequest = "clusterProfiles/startReview";

export interface ReviewUpdateParams extends PlaceParams {
  /** Absent for the newest that is offered. */
  readonly version?: string | undefined;
}

export interface ReviewStartResult {
  /** Of {@link reviewScheme}. */
  readonly uri: string;
  readonly title: string;
  /** The values that the profile has. */
  readonly before: string;
}

/** Request: what a review is about, which the server keeps while its document is open. Answer: {@link ReviewTexts}. */
export const openReviewRequest = "clusterProfiles/openReview";

/** What a client keeps of a review besides its text. */
export interface ReviewBasis {
  /** The values that it is of; absent for those that the profile has. */
  readonly before?: string | undefined;
  /** Ids of conflicts that were decided by saying so. */
  readonly marks: readonly string[];
}

export interface OpenReviewParams extends ReviewBasis {
  readonly uri: string;
}

export interface ReviewTexts {
  readonly before: string;
  readonly proposal: string;
}

/**
 * Request: the review anew, of what the profile has by now, with what was decided and written kept where it fits. Answer:
 * {@link RestartReviewResult}.
 */
export const restartReviewRequest = "clusterProfiles/restartReview";

export interface RestartReviewParams {
  readonly uri: string;
  /** The values that the review was of. */
  readonly before: string;
  readonly text: string;
  readonly marks: readonly string[];
}

export interface RestartReviewResult extends ReviewTexts {
  /** The proposal with what was decided. */
  readonly text: string;
  readonly marks: readonly string[];
}

/** Request: a conflict is decided as it stands, or open again. Answer: null; {@link reviewChangedNotification} follows. */
export const decideReviewRequest = "clusterProfiles/decideReview";

export interface DecideReviewParams {
  readonly uri: string;
  readonly id: string;
  readonly decided: boolean;
}

/** Request: the edit that accepts a review. Answer: {@link AcceptReviewResult}. */
export const acceptReviewRequest = "clusterProfiles/acceptReview";

export interface AcceptReviewParams {
  readonly uri: string;
  readonly text: string;
  /** The change goes into this new version of the profile, beside the old one. */
  readonly newVersion?: string | undefined;
}

export type AcceptReviewResult<Edit> =
  | (ProfileEditResult<Edit> & {
      readonly kind: "edit";
      /** Conflicts that are not decided. */
      readonly open: number;
      /** Of the pack. */
      readonly place: PlaceParams;
    })
  /** The profile has changed since the review began; why, in words. */
  | { readonly kind: "stale"; readonly reason: string };

/** Notification to the client: how far an open review is. */
export const reviewChangedNotification = "clusterProfiles/reviewChanged";

export interface ReviewChanged {
  readonly uri: string;
  readonly decided: number;
  readonly total: number;
  /** "1 of 3 decided". */
  readonly progress: string;
  /** Where there is something to decide, in the order of the text. */
  readonly open: readonly PositionData[];
  readonly marks: readonly string[];
  /** Why it cannot be accepted any more. */
  readonly stale?: string | undefined;
}
