package resumes

import "github.com/applyforus/applyforus/core/fault"

// What can be wrong with an uploaded file. Each says what happened, why, and what to do.
var (
	ErrEmptyFile = fault.New(fault.Invalid, "resumes.empty_file",
		"This file holds no data (0 bytes). The upload or the export may have been cut short. Save the resume again, then upload it.")
	ErrTooLarge = fault.New(fault.Invalid, "resumes.too_large",
		"This file is larger than 10 MB, the most that is accepted. Large pictures are the usual cause. Export it without pictures or with smaller ones.")
	ErrWrongType = fault.New(fault.Invalid, "resumes.wrong_type",
		"This is not a PDF or DOCX file, judged by its content rather than its name. Save the resume as PDF or as Word document (.docx), then upload that.")
	ErrEncrypted = fault.New(fault.Invalid, "resumes.encrypted",
		"This file is protected by a password, so it cannot be read. Save a copy without the password, then upload the copy.")
	ErrDamagedPDF = fault.New(fault.Invalid, "resumes.damaged_pdf",
		"This PDF is damaged or incomplete, so it cannot be read. Export it again from the program that made it, then upload the new file.")
	ErrDamagedDOCX = fault.New(fault.Invalid, "resumes.damaged_docx",
		"This Word document is damaged or incomplete, so it cannot be read. Open it in your word processor, save it again as .docx, then upload the new file.")
	ErrNoText = fault.New(fault.Invalid, "resumes.no_text",
		"This file holds pictures of pages and no text, as a scan does. Export a PDF from your word processor, or upload the DOCX file.")
	ErrZipBomb = fault.New(fault.Invalid, "resumes.zip_bomb",
		"This file unpacks to far more data than a resume holds, so it was not opened. Save the resume again as .docx or PDF, then upload that.")
	ErrTooManyPages = fault.New(fault.Invalid, "resumes.too_many_pages",
		"This file has more than 30 pages, the most that is read. Upload the resume alone, without attachments.")
	ErrUnreadable = fault.New(fault.Invalid, "resumes.unreadable",
		"Reading this file took too long or failed, so it was stopped. Export it again from your word processor, or upload the DOCX file.")
	ErrFileGone = fault.New(fault.Invalid, "resumes.file_gone",
		"The uploaded file is no longer in our storage, so it cannot be read. Upload it again.")
	ErrReaderBusy = fault.New(fault.Unavailable, "resumes.reader_busy",
		"Too many files are being read right now. Try again in a moment.")
)

// What can be wrong with a request about a resume.
var (
	ErrNotFound = fault.New(fault.NotFound, "resumes.not_found",
		"There is no such resume, or it is not yours.")
	ErrInUse = fault.New(fault.Conflict, "resumes.in_use",
		"An application was made with this resume, so it is kept as its evidence. You can rename it instead.")
	ErrNoPageImage = fault.New(fault.NotFound, "resumes.no_page_image",
		"There is no picture of this page: a Word document has no fixed pages. Its text is shown instead.")
	ErrNoSuchPage = fault.New(fault.NotFound, "resumes.no_such_page",
		"This resume has no page of that number.")
	ErrWrongStatus = fault.New(fault.Conflict, "resumes.wrong_status",
		"This cannot be done with the resume as it stands now. Reload to see its state, then try again.")
	ErrTooMany = fault.New(fault.Conflict, "resumes.too_many",
		"You have 50 resumes here, the most that is kept. Delete one that you no longer need, then upload this one again.")
)
