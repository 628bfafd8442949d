package lab

import (
	"encoding/json"
	"fmt"
)

// PracticeBoard and PracticeJob address the form of Practice.
const (
	PracticeBoard = "practice"
	PracticeJob   = "1"
)

// Practice is a board of the lab's own with one posting, whose form has one field of
// every widget and more than twenty in all. Tests and measurements fill it.
func Practice() []byte {
	text := func(name, label string, required bool) map[string]any {
		return ask(name, label, "input_text", required)
	}
	questions := []map[string]any{
		text("first_name", "First Name", true), text("last_name", "Last Name", true), text("email", "Email", true), text("phone", "Phone", true),
		ask("resume", "Resume/CV", "input_file", true), ask("cover_letter", "Cover Letter", "input_file", false),
		text("question_1", "LinkedIn Profile", false), text("question_2", "Website", false),
		ask("question_3", "Are you legally authorized to work in Germany?", "multi_value_single_select", true, "Yes", "No"),
		ask("question_4", "Will you require visa sponsorship?", "multi_value_single_select", true, "Yes", "No"),
		text("question_5", "What are your salary expectations?", true),
		ask("question_6[]", "Which of these do you use?", "multi_value_multi_select", true, "Lathe", "Mill", "Kiln"),
		ask("question_7[]", "Which languages do you speak?", "multi_value_multi_select", false, "English", "German", "French", "Spanish", "Italian", "Polish", "Dutch"),
		ask("question_8", "Tell us about something you built.", "textarea", true),
		ask("question_9", "What is your notice period?", "multi_value_single_select", false, "None", "One month", "Three months"),
		ask("question_10", "How did you hear about this job?", "multi_value_single_select", false, "ApplyForUs", "A friend", "A fair"),
		ask("question_11", "Why do you want to work here?", "textarea", true),
	}
	job := map[string]any{
		"id": 1, "internal_job_id": 1, "title": "Instrument maker", "language": "en", "location": map[string]string{"name": "Berlin, Germany"},
		"absolute_url": "/" + PracticeBoard + "/jobs/" + PracticeJob, "content": "&lt;p&gt;A posting to practise on.&lt;/p&gt;",
		"questions": questions, "location_questions": []any{text("location", "Location (City)", true)},
		"compliance": []any{map[string]any{"type": "eeoc", "questions": []any{
			ask("gender", "Gender", "multi_value_single_select", false, "Male", "Female", "Decline To Self Identify"),
			ask("veteran_status", "Veteran Status", "multi_value_single_select", false, "I am not a protected veteran", "I don't wish to answer"),
		}}},
		"data_compliance": []any{map[string]any{"type": "gdpr", "requires_consent": true, "retention_period": 180}},
	}
	encoded, err := json.Marshal(map[string]any{"name": "Practice Workshop", "token": PracticeBoard, "jobs": []any{job}})
	if err != nil {
		panic(fmt.Sprintf("lab: the practice board: %v", err))
	}
	return encoded
}

// ask words a question of one field as the API does.
func ask(name, label, kind string, required bool, options ...string) map[string]any {
	values := []map[string]any{}
	for i, o := range options {
		values = append(values, map[string]any{"label": o, "value": i + 1})
	}
	return map[string]any{
		"label": label, "required": required, "description": "",
		"fields": []any{map[string]any{"name": name, "type": kind, "values": values}},
	}
}
