package profile

import "github.com/applyforus/applyforus/core/fault"

// Faults of the profile.
var (
	ErrNotFound = fault.New(fault.NotFound, "profile.not_found", "There is no such profile, or it is not yours.")
	ErrNoAnswer = fault.New(fault.NotFound, "profile.no_answer", "There is no such answer in your answer bank.")
	ErrNoFact   = fault.New(fault.NotFound, "profile.no_fact", "This entry is not in your profile. It may have been removed in the meantime.")
)

// What can be wrong with an uploaded photo. Each says what happened, why, and what to do.
var (
	ErrNoPhoto    = fault.New(fault.NotFound, "profile.no_photo", "There is no photo in your profile.")
	ErrPhotoEmpty = fault.New(fault.Invalid, "profile.photo_empty",
		"No picture arrived. Choose a JPEG, PNG or WebP file, then upload it.")
	ErrPhotoTooLarge = fault.New(fault.Invalid, "profile.photo_too_large",
		"This picture is larger than 5 MB, the most that is accepted. Save a smaller copy, then upload that.")
	ErrPhotoKind = fault.New(fault.Invalid, "profile.photo_kind",
		"This is not a JPEG, PNG or WebP picture, judged by its content rather than its name. Save it as JPEG or PNG, then upload that.")
	ErrPhotoAnimated = fault.New(fault.Invalid, "profile.photo_animated",
		"This picture moves, and a profile photo stands still. Save one frame of it as JPEG or PNG, then upload that.")
	ErrPhotoMixed = fault.New(fault.Invalid, "profile.photo_mixed",
		"This file holds something else besides the picture, as motion photos do. Save it as a plain JPEG or PNG, then upload that.")
	ErrPhotoSize = fault.New(fault.Invalid, "profile.photo_size",
		"This picture has too few or too many pixels. Choose one of at least 96 × 96 and at most 50 million pixels.")
	ErrPhotoDamaged = fault.New(fault.Invalid, "profile.photo_damaged",
		"This picture is damaged or incomplete, so it cannot be read. Save it again, then upload the new file.")
	ErrPhotoBusy = fault.New(fault.Unavailable, "profile.photo_busy",
		"Too many pictures are being read right now. Try again in a moment.")
)

// What can be wrong with a file that facts are read from.
var (
	ErrNoImport     = fault.New(fault.NotFound, "profile.no_import", "There is no such import, or it is not yours.")
	ErrImportClosed = fault.New(fault.Conflict, "profile.import_closed",
		"This import was taken over or dismissed already. Upload the file again to start anew.")
	ErrImportEmpty = fault.New(fault.Invalid, "profile.import_empty",
		"No file arrived, or it holds no data. Choose a JSON Resume file or a LinkedIn archive, then upload it.")
	ErrImportTooLarge = fault.New(fault.Invalid, "profile.import_too_large",
		"This file is larger than 10 MB, the most that is accepted. LinkedIn also offers a smaller archive: choose only profile, positions, education and skills.")
	ErrImportKind = fault.New(fault.Invalid, "profile.import_kind",
		"This is neither a JSON Resume file nor a LinkedIn archive, judged by its content. For a PDF or Word resume, use the page Resumes.")
	ErrImportJSON = fault.New(fault.Invalid, "profile.import_json",
		"This JSON file cannot be read: it is cut off or has a mistake in it. Export it again, then upload the new file.")
	ErrImportZIP = fault.New(fault.Invalid, "profile.import_zip",
		"This ZIP file is damaged or incomplete. Download the archive from LinkedIn again, then upload it as it is.")
	ErrImportBomb = fault.New(fault.Invalid, "profile.import_bomb",
		"This ZIP file unpacks to far more data than a LinkedIn archive holds, so it was not opened.")
	ErrImportForeign = fault.New(fault.Invalid, "profile.import_foreign",
		"None of LinkedIn's tables (Profile.csv, Positions.csv, …) is in this ZIP file. Upload the archive as LinkedIn sent it.")
	ErrImportTable = fault.New(fault.Invalid, "profile.import_table",
		"One of the tables in this archive cannot be read. Download the archive from LinkedIn again, then upload it as it is.")
	ErrImportNothing = fault.New(fault.Invalid, "profile.import_nothing",
		"Nothing about you was found in this file, so there is nothing to take over.")
)
